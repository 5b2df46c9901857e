using System.Globalization;
using System.Text.Json;
using HilRig.Harness.Nightly.History;
using HilRig.Reporting.Writers;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Nightly.History;

/// <summary>Histories of every version there was, as <c>Versions/N.sql</c>: made once by that version, with the same three nights, and never changed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HistoryVersionTests : IDisposable
{
    private const int Nights = 3;
    private readonly HistoryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static int[] Versions => [.. Directory.GetFiles(Folder, "*.sql").Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture)).Order()];

    private static string Folder => Checkout.PathOf("tests", "HilRig.Harness.Tests", "Nightly", "History", "Versions");

    [Test]
    public void Every_version_there_was_is_kept()
    {
        Fresh();
        Assert.That(Versions, Is.EqualTo(Enumerable.Range(1, Version())));
    }

    [TestCaseSource(nameof(Versions))]
    public void A_history_of_each_version_opens_and_is_the_same_as_a_new_one(int version)
    {
        Fresh();
        var (fresh, schema) = (_bench.Contents(), Schema());
        File.Delete(_bench.Path);
        Restore(version);
        using (var history = NightHistory.OpenExisting(_bench.Path))
        {
            Assert.That(JsonSerializer.Serialize(history.LastGreen(SampleNights.Name), JsonWriter.Options), Is.EqualTo(JsonSerializer.Serialize(SampleNights.Night(2), JsonWriter.Options)));
            Assert.That(history.ChangedWith(SampleNights.Name, history.Series(SampleNights.Name, new() { Model = "digits" }, "instructions")[0], new(2, 1001, 1002)),
                Is.EqualTo(new[] { "firmware", "gcc 12.1 → 12.2" }));
        }
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.Contents(), Is.EqualTo(fresh));
            Assert.That(Schema(), Is.EqualTo(schema));
            Assert.That((_bench.Scalar("PRAGMA integrity_check"), _bench.Scalar("PRAGMA journal_mode")), Is.EqualTo(("ok", "wal")));
        }
    }

    [TestCaseSource(nameof(Versions))]
    public void A_history_of_each_version_takes_more_nights(int version)
    {
        Restore(version);
        using (var history = NightHistory.Open(_bench.Path))
            history.Add(SampleNights.Night(9), SampleNights.Times(9), "one more");
        Assert.That(_bench.Scalar("SELECT count(*) FROM nights"), Is.EqualTo(Nights + 1));
    }

    [TestCase("x'00'")]
    [TestCase("x'ffffffff'")]
    [TestCase("substr(record, 1, length(record) - 20)")]
    public void A_step_that_fails_leaves_the_old_version(string record)
    {
        Restore(1);
        _bench.Execute($"UPDATE nights SET record = {record} WHERE run = 'run 1'");
        Assert.That(() => NightHistory.Open(_bench.Path), Throws.TypeOf<HistoryException>().With.Message.Contains(_bench.Path));
        Assert.That((Version(), _bench.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'identities'")), Is.EqualTo((1, 0L)));
    }

    [Test]
    public async Task Four_that_open_an_old_history_together_bring_it_up_to_date_once()
    {
        Restore(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() => NightHistory.Open(_bench.Path).Dispose(), TaskCreationOptions.LongRunning)));
        Assert.That((Version(), _bench.Scalar("SELECT count(*) FROM identities")), Is.EqualTo((2, Nights * 8L)));
    }

    private void Fresh()
    {
        using var history = NightHistory.Open(_bench.Path);
        for (var i = 0; i < Nights; i++)
            history.Add(SampleNights.Night(i), SampleNights.Times(i), $"run {i}");
    }

    private void Restore(int version)
    {
        _bench.Execute(File.ReadAllText(Path.Combine(Folder, $"{version}.sql")));
        Assert.That(Version(), Is.EqualTo(version));
    }

    private int Version() => Convert.ToInt32(_bench.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);

    // Columns by name: where a version added one does not matter.
    private object? Schema() => _bench.Scalar(
        "SELECT group_concat(line, char(10)) FROM (SELECT m.name || '.' || c.name || ' ' || c.type || c.\"notnull\" || c.pk AS line FROM sqlite_schema m, pragma_table_info(m.name) c ORDER BY line)");
}
