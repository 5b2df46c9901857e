using System.Text.Json;
using HilRig.Harness.Nightly.History;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Harness.Tests.Nightly.History;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NightHistoryTests : IDisposable
{
    private readonly HistoryBench _bench = new();
    private readonly NightHistory _history;

    public NightHistoryTests() => _history = NightHistory.Open(_bench.Path);

    public void Dispose()
    {
        _history.Dispose();
        _bench.Dispose();
    }

    private static string Json<T>(T record) => JsonSerializer.Serialize(record, JsonWriter.Options);

    [Test]
    public void A_night_comes_back_to_the_letter()
    {
        Assert.That(_history.Add(SampleNights.Night(), SampleNights.Times(), "one"), Is.True);
        var (night, times) = _history.Find("one")!.Value;
        Assert.That((Json(night), Json(times)), Is.EqualTo((Json(SampleNights.Night()), Json(SampleNights.Times()))));
        Assert.That(_history.Find("two"), Is.Null);
    }

    [Test]
    public void A_night_in_a_line_says_when_what_and_how()
    {
        _history.Add(SampleNights.Night(3).Failed() with { Shard = "2/4" }, SampleNights.Times(), "one");
        var line = _history.Nights(new()).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.RunId, line.Name, line.Verdict, line.ExitCode, line.Shard, line.Jobs), Is.EqualTo(("one", SampleNights.Name, Outcomes.Fail, 1, "2/4", 4)));
            Assert.That((line.Started, line.Started.Offset, line.Seconds), Is.EqualTo((SampleNights.First, SampleNights.First.Offset, 12.5)));
            Assert.That((line.Tool, line.Commit), Is.EqualTo(("hilrig 0.1.0", SampleNights.Night(3).Commit)));
            Assert.That(line.Tools, Is.EqualTo(SampleNights.Night(3).Tools));
            Assert.That((line.Outcomes[Outcomes.Fail], line.Outcomes[Outcomes.Pass], line.Outcomes[Outcomes.Infrastructure]), Is.EqualTo((1, 3, 0)));
        }
    }

    [Test]
    public void A_night_added_again_is_there_once_and_as_it_was_judged_last()
    {
        _history.Add(SampleNights.Night().Failed(), SampleNights.Times(), "one");
        Assert.That(_history.Add(SampleNights.Night(), SampleNights.Times(), "one"), Is.False);
        var once = _bench.Contents();
        _history.Add(SampleNights.Night(), SampleNights.Times(), "one");
        Assert.That(_history.Nights(new()).Select(night => (night.Verdict, night.Outcomes[Outcomes.Fail])), Is.EqualTo(new[] { (Outcomes.Pass, 0) }));
        Assert.That(_bench.Contents().Select(WithoutIds), Is.EqualTo(once.Select(WithoutIds)));
        Assert.That((_bench.Scalar("SELECT count(*) FROM jobs"), _bench.Scalar("SELECT count(*) FROM figures"), _bench.Scalar("SELECT count(*) FROM identities")),
            Is.EqualTo((4L, 16L, 8L)));
    }

    [Test]
    public void The_last_green_night_is_whole_of_that_name_green_and_older()
    {
        _history.Add(SampleNights.Night(1), SampleNights.Times(1), "old");
        _history.Add(SampleNights.Night(2), SampleNights.Times(2), "green");
        _history.Add(SampleNights.Night(3).Failed(), SampleNights.Times(3), "red");
        _history.Add(SampleNights.Night(4) with { Shard = "failed" }, SampleNights.Times(4), "part");
        _history.Add(SampleNights.Night(5) with { Name = "other" }, SampleNights.Times(5), "other");
        _history.Add(SampleNights.Night(6), SampleNights.Times(6), "new");
        string? Green(string name, string? before) => _history.LastGreen(name, before)?.Commit?[^1..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Green(SampleNights.Name, null), Is.EqualTo("6"));
            Assert.That(Green(SampleNights.Name, "new"), Is.EqualTo("2"), "itself does not count");
            Assert.That(Green(SampleNights.Name, "red"), Is.EqualTo("2"), "younger ones do not count");
            Assert.That(Green(SampleNights.Name, "green"), Is.EqualTo("1"));
            Assert.That(Green(SampleNights.Name, "old"), Is.Null);
            Assert.That(Green(SampleNights.Name, "not added yet"), Is.EqualTo("6"));
            Assert.That(Green("other", "new"), Is.EqualTo("5"));
            Assert.That(Green("nobody", null), Is.Null);
        }
        Assert.That(Json(_history.LastGreen(SampleNights.Name, "new")), Is.EqualTo(Json(SampleNights.Night(2))));
    }

    [Test]
    public void Of_two_nights_that_began_together_the_one_added_first_is_the_older()
    {
        _history.Add(SampleNights.Night(1), SampleNights.Times(), "one");
        _history.Add(SampleNights.Night(2), SampleNights.Times(), "two");
        Assert.That((_history.LastGreen(SampleNights.Name, "two")?.Commit?[^1..], _history.LastGreen(SampleNights.Name, "one")?.Commit?[^1..]), Is.EqualTo(("1", (string?)null)));
    }

    [Test]
    public void Nights_are_chosen_by_name_jobs_and_number_the_youngest_first()
    {
        for (var i = 0; i < 5; i++)
            _history.Add(SampleNights.Night(i) with { Name = i == 2 ? "other" : SampleNights.Name }, SampleNights.Times(i), $"{i}");
        IEnumerable<string> Runs(HistoryQuery query) => _history.Nights(query).Select(night => $"{night.RunId}:{night.Jobs}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Runs(new()), Is.EqualTo(new[] { "4:4", "3:4", "2:4", "1:4", "0:4" }));
            Assert.That(Runs(new() { Name = SampleNights.Name, Last = 2 }), Is.EqualTo(new[] { "4:4", "3:4" }));
            Assert.That(Runs(new() { Model = "dig*", Target = "*an386", Last = 1 }), Is.EqualTo(new[] { "4:1" }));
            Assert.That(Runs(new() { Scheme = "int8*" }), Is.Empty);
        }
    }

    [Test]
    public void A_file_that_nobody_has_open_is_one_file()
    {
        _history.Add(SampleNights.Night(), SampleNights.Times(), "one");
        Assert.That(_bench.Scalar("PRAGMA journal_mode"), Is.EqualTo("wal"));
        _history.Dispose();
        Assert.That(_bench.Files, Is.EqualTo(new[] { "history.db" }));
    }

    // Rows of jobs get new ids when a night is written again.
    private static string WithoutIds(string row) => System.Text.RegularExpressions.Regex.Replace(row, @"\b(id|job)=[0-9]+( |$)", "");
}
