using HilRig.Harness.Nightly.Journal;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Tests.Nightly;

public sealed class NightJournalTests
{
    private string _path = "";

    [SetUp]
    public void Create() => _path = Path.Combine(Directory.CreateTempSubdirectory("hilrig-journal-").FullName, "journal.jsonl");

    [TearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public void What_was_written_is_read()
    {
        Write("a", "b");
        Assert.That(Ids(), Is.EqualTo(new[] { "a", "b" }));
    }

    // As after a kill in the middle of a write, for every length that can be left.
    [Test]
    public void A_torn_line_is_left_out_and_cut_off_whatever_is_left_of_it()
    {
        Write("a");
        var whole = File.ReadAllBytes(_path);
        Write("b");
        var both = File.ReadAllBytes(_path);
        for (var length = whole.Length; length < both.Length; length++)
        {
            File.WriteAllBytes(_path, both[..length]);
            Assert.That(Ids(), Does.Not.Contain("b").Or.EqualTo(new[] { "a", "b" }), $"{length}");
            using (var journal = NightJournal.Open(_path))
                journal.Done(Job("c"), Times("c"));
            Assert.That(Ids()[^1], Is.EqualTo("c"));
            Assert.That(Ids()[0], Is.EqualTo("a"));
        }
    }

    [Test]
    public void A_damaged_line_in_the_middle_costs_itself_only()
    {
        Write("a", "b", "c");
        var lines = File.ReadAllLines(_path);
        var damaged = Array.FindIndex(lines, line => line.Contains("\"id\":\"b\"", StringComparison.Ordinal));
        lines[damaged] = lines[damaged].Replace("\"id\":\"b\"", "\"id\":\"x\"", StringComparison.Ordinal);
        File.WriteAllLines(_path, [.. lines, new string('\0', 40)]);
        Assert.That(Ids(), Is.EqualTo(new[] { "a", "c" }));
    }

    [Test]
    public void A_job_that_stands_there_twice_counts_once()
    {
        Write("a");
        File.AppendAllLines(_path, File.ReadAllLines(_path));
        Assert.That(Ids(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_full_disk_is_named_and_what_is_done_stays()
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("/dev/full is not here");
        // Opening truncates, which a device refuses: the error is the journal's own.
        Assert.That(() => NightJournal.Open("/dev/full").Begin(), Throws.TypeOf<JournalException>().With.Message.Contains("/dev/full"));
    }

    [Test]
    public void No_journal_is_an_empty_one() => Assert.That(NightJournal.Read(_path), Is.Empty);

    private string[] Ids() => [.. NightJournal.Read(_path).Select(entry => entry.Job?.Id).OfType<string>()];

    private void Write(params string[] ids)
    {
        using var journal = NightJournal.Open(_path);
        journal.Begin();
        foreach (var id in ids)
            journal.Done(Job(id), Times(id));
    }

    private static JobRecord Job(string id) => new() { Id = id, Model = "m", Scheme = "int32", Target = "sim", Outcome = Outcomes.Pass, Reasons = ["ä\n"] };

    private static JobTimes Times(string id) => new(id, DateTimeOffset.UnixEpoch, 1, 1, 0, []);
}
