using HilRig.Harness.Nightly.History;

namespace HilRig.Harness.Tests.Nightly.History;

/// <summary>Several at the same time; each has a connection of its own, as processes have.</summary>
public sealed class HistoryProcessTests
{
    [Test, CancelAfter(120_000)]
    public async Task Four_that_begin_a_history_together_and_add_the_same_nights_lose_nothing_and_count_nothing_twice()
    {
        using var bench = new HistoryBench();
        using var start = new Barrier(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Factory.StartNew(() => Add(bench.Path, worker, start), TaskCreationOptions.LongRunning)));
        using var history = NightHistory.OpenExisting(bench.Path);
        Assert.That(history.Nights(new()).Select(night => night.RunId).Order(StringComparer.Ordinal), Is.EqualTo(Enumerable.Range(0, 24).Select(i => $"run {i:00}")));
        Assert.That((bench.Scalar("SELECT count(*) FROM figures"), bench.Scalar("PRAGMA integrity_check")), Is.EqualTo((24 * 16L, "ok")));
    }

    [Test]
    public void A_reader_sees_what_was_there_when_it_looked_and_does_not_hold_up_a_writer()
    {
        using var bench = new HistoryBench();
        using var writer = NightHistory.Open(bench.Path);
        using var reader = NightHistory.Open(bench.Path);
        for (var i = 0; i < 10; i++)
        {
            writer.Add(SampleNights.Night(i), SampleNights.Times(i), $"{i}");
            Assert.That(reader.Nights(new()), Has.Count.EqualTo(i + 1));
        }
    }

    // Every night is added by two of the four.
    private static void Add(string path, int worker, Barrier start)
    {
        start.SignalAndWait();
        using var history = NightHistory.Open(path);
        for (var i = 0; i < 24; i++)
        {
            if (i % 4 == worker || i % 4 == (worker + 1) % 4)
                history.Add(SampleNights.Night(i), SampleNights.Times(i), $"run {i:00}");
        }
    }
}
