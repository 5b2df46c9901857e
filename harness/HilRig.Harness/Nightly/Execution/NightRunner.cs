using System.Collections.Concurrent;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Locks;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>Runs what a night has not done yet. Every job is in the journal before it counts; this process may end at any instant.</summary>
public sealed class NightRunner(NightlyPlan plan, NightFolder folder, NightSettings settings, BoardCatalog catalog)
{
    /// <summary>Runs all jobs that are selected and not in the journal.</summary>
    /// <exception cref="HookException">The hook before the night failed; nothing ran.</exception>
    /// <exception cref="JournalException">The disk is full, or gone: what is done is kept.</exception>
    /// <exception cref="LockException">Another process runs this night.</exception>
    /// <exception cref="OperationCanceledException">Asked for; the night can be resumed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var only = FileLock.Try(folder.Lock, "hilrig nightly")
            ?? throw new LockException($"{folder.Path} is being run by {FileLock.Owner(folder.Lock)}; wait for it, or end that process and resume");
        var entries = NightJournal.Read(folder.Journal);
        using var journal = NightJournal.Open(folder.Journal);
        journal.Begin();
        if (entries.All(entry => entry.Job is null))
            await new Hooks(plan.Config.Hooks, folder.Path).BeforeAsync(cancellation);
        var missing = Missing(entries);
        var health = new TargetHealth(plan.Config.GiveUpAfter);
        foreach (var job in entries.Select(entry => entry.Job).OfType<JobRecord>())
            health.Report(job.Target, job.Outcome == Outcomes.Infrastructure);
        await RunAsync(missing, health, journal, cancellation);
    }

    private List<NightlyJob> Missing(IReadOnlyList<JournalEntry> entries)
    {
        var (done, selected) = (entries.Select(entry => entry.Job?.Id).ToHashSet(), folder.Plan.Selected.ToHashSet());
        return [.. plan.Jobs.Where(job => selected.Contains(job.Id) && !done.Contains(job.Id))];
    }

    // A physical board has a lane of its own: waiting for one must not keep another idle. What is emulated shares the processors.
    private async Task RunAsync(List<NightlyJob> jobs, TargetHealth health, NightJournal journal, CancellationToken cancellation)
    {
        var runner = new JobRunner(plan, folder, new ModelShelf(plan), settings, catalog);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = jobs.Where(job => BoardLocks.NeedsLock(job.Target)).GroupBy(job => BoardLocks.PathOf(job.Target, plan.Config.Map)).Select(lane => new Lane(lane.ToList(), 1))
            .Append(new Lane([.. jobs.Where(job => !BoardLocks.NeedsLock(job.Target))], plan.Config.Jobs ?? Environment.ProcessorCount));
        var work = lanes.SelectMany(lane => Drive(lane, runner, health, journal, broken)).ToList();
        try
        {
            await Task.WhenAll(work);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The first to fail has stopped the others; its reason is the one to tell.
            await Task.WhenAll(work.Where(task => task.IsFaulted));
            throw;
        }
    }

    private IEnumerable<Task> Drive(
        Lane lane, JobRunner runner, TargetHealth health, NightJournal journal, CancellationTokenSource broken)
    {
        var queue = new ConcurrentQueue<NightlyJob>(lane.Jobs);
        return Enumerable.Range(0, Math.Min(lane.Width, lane.Jobs.Count)).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (queue.TryDequeue(out var job))
                    await OneAsync(job, runner, health, journal, broken.Token);
            }
            catch
            {
                await broken.CancelAsync();
                throw;
            }
        }));
    }

    private async Task OneAsync(NightlyJob job, JobRunner runner, TargetHealth health, NightJournal journal, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        settings.Watcher.Begins(job);
        var (record, times) = health.GivenUp(job.Target) is { } reason
            ? (JobRecords.Without(job, Outcomes.Infrastructure, reason), new JobTimes(job.Id, DateTimeOffset.Now, 0, 0, 0, []))
            : await runner.RunAsync(job, cancellation);
        if (times.Attempts > 0)
            health.Report(job.Target, record.Outcome == Outcomes.Infrastructure);
        journal.Done(record, times);
        settings.Watcher.Ends(job, record, times);
    }

    private sealed record Lane(IReadOnlyList<NightlyJob> Jobs, int Width);
}
