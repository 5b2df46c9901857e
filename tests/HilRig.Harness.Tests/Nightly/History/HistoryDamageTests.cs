using System.Globalization;
using HilRig.Harness.Nightly.History;

namespace HilRig.Harness.Tests.Nightly.History;

/// <summary>What is no history, or not whole, is told by name and left as it is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HistoryDamageTests : IDisposable
{
    private readonly HistoryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestCase("name: bundled\nmodels:\n  digits:\n")]
    [TestCase("SQLite")]
    public void A_file_that_is_no_SQLite_is_refused(string text)
    {
        File.WriteAllText(_bench.Path, text);
        Refused<UsageException>(Does.Contain("is no history").And.Contain("--history"));
    }

    [Test]
    public void Another_programs_SQLite_is_refused()
    {
        _bench.Execute("CREATE TABLE bookmarks (url TEXT)");
        Refused<UsageException>(Does.Contain("another program"));
    }

    [Test]
    public void A_newer_history_is_refused()
    {
        Fill(1);
        var version = Convert.ToInt32(_bench.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        _bench.Execute($"PRAGMA user_version = {version + 1}");
        Refused<UsageException>(Does.Contain($"(version {version + 1}, this one knows 1 to {version})").And.Contain("update hilrig"));
    }

    [Test]
    public void A_folder_is_refused() =>
        Assert.That(() => NightHistory.Open(Path.GetDirectoryName(_bench.Path)!), Throws.TypeOf<UsageException>().With.Message.Contains("is a folder"));

    [Test]
    public void A_history_that_must_be_there_says_how_to_get_one()
    {
        Assert.That(() => NightHistory.OpenExisting(_bench.Path), Throws.TypeOf<UsageException>().With.Message.Contains("hilrig history add RUN"));
        Assert.That(_bench.Files, Is.Empty);
    }

    [TestCase(0.9)]
    [TestCase(0.5)]
    [TestCase(0.1)]
    public void A_history_that_was_cut_off_is_damaged(double kept)
    {
        Fill(30);
        using (var file = File.OpenWrite(_bench.Path))
            file.SetLength((long)(file.Length * kept));
        Refused<HistoryException>(Does.Contain("is damaged").And.Contain("hilrig history add RUN"));
    }

    [TestCase(0.2)]
    [TestCase(0.6)]
    public void A_history_with_a_stretch_overwritten_is_damaged(double at)
    {
        Fill(30);
        using (var file = File.OpenWrite(_bench.Path))
        {
            file.Position = (long)(file.Length * at);
            file.Write(Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31 % 251)).ToArray());
        }
        Refused<HistoryException>(Does.Contain("is damaged"));
    }

    [Test]
    public void An_empty_file_becomes_a_history()
    {
        File.WriteAllText(_bench.Path, "");
        Fill(1);
        Assert.That(_bench.Scalar("SELECT count(*) FROM nights"), Is.EqualTo(1));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_bench["file"], "");
        Assert.That(() => NightHistory.Open(_bench[Path.Combine("file", "history.db")]), Throws.TypeOf<HistoryException>().With.Message.Contains("file"));
    }

    private void Fill(int nights)
    {
        using var history = NightHistory.Open(_bench.Path);
        for (var i = 0; i < nights; i++)
            history.Add(SampleNights.Night(i), SampleNights.Times(i), $"{i}");
    }

    private void Refused<T>(NUnit.Framework.Constraints.IResolveConstraint why)
        where T : Exception
    {
        var before = File.ReadAllBytes(_bench.Path);
        var error = Assert.Throws<T>(() =>
        {
            using var history = NightHistory.Open(_bench.Path);
            history.Add(SampleNights.Night(40), SampleNights.Times(40), "one more");
        });
        Assert.That(error!.Message, Does.Contain(_bench.Path));
        Assert.That(error.Message, why);
        Assert.That(File.ReadAllBytes(_bench.Path), Is.EqualTo(before), "it was touched");
    }
}
