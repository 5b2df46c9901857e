using System.Diagnostics;
using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Locks;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Recovery;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Kernels.NNSupport;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>Runs one job, and again where infrastructure gave out; whatever happens, there is a record of it.</summary>
internal sealed class JobRunner(NightlyPlan plan, NightFolder folder, ModelShelf shelf, NightSettings settings, BoardCatalog catalog)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(250);
    private readonly Hooks _hooks = new(plan.Config.Hooks, folder.Path);

    private NightlyConfig Config => plan.Config;

    public async Task<(JobRecord Record, JobTimes Times)> RunAsync(NightlyJob job, CancellationToken cancellation)
    {
        var (started, watch, attempts) = (DateTimeOffset.Now, Stopwatch.StartNew(), 0);
        JobRun run;
        do
        {
            attempts++;
            run = await AttemptAsync(job, cancellation);
        }
        while (run.IsWorthRetrying && attempts <= Config.Retries);
        shelf.Release(job);
        var record = await AfterAsync(job, run.Record, cancellation);
        var link = run.Target?.Link;
        return (record, new(
            job.Id, started, watch.Elapsed.TotalSeconds, attempts, link?.Repeats ?? 0, link?.Recoveries ?? [],
            run.Target?.Counter is { Unit: "ns" } counter ? counter.Median : null));
    }

    private async Task<JobRun> AttemptAsync(NightlyJob job, CancellationToken cancellation)
    {
        var files = Path.Combine(folder.JobFolder(job));
        if (Directory.Exists(files))
            Directory.Delete(files, recursive: true);
        Directory.CreateDirectory(files);
        try
        {
            await _hooks.BeforeJobAsync(job.Id, job.Target, cancellation);
            using var board = await BoardLocks.TakeAsync(job.Target, Config.Map, $"hilrig nightly, {folder.Path}", settings.LockPatience, cancellation);
            if (board?.Stale is { } stale)
                settings.Watcher.Notes($"{job.Target}: took over the lock of {stale}, who has ended");
            return JobRecords.Of(job, shelf.Of(job), await ValidateAsync(job, files, cancellation), folder.Path, files);
        }
        // Where it is for the user to have it or not.
        catch (Exception missing) when (job.IsOptional && missing is EmulatorMissingException or FirmwareMissingException)
        {
            return new(JobRecords.Without(job, Outcomes.NotRun, missing.Message, folder.Path, files), null, false);
        }
        catch (Exception error) when (InfrastructureFailure.Is(error))
        {
            // An engine that ends a night ends its hooks and emulators with it: that a job was stopped by that is no finding.
            await Task.Delay(Farewell, cancellation);
            return new(JobRecords.Without(job, Outcomes.Infrastructure, error.Message, folder.Path, files), null, InfrastructureFailure.MayPass(error));
        }
        // A model that cannot be run, or a scheme that it does not allow, is the model's failure and nobody else's.
        catch (Exception error) when (error is ModelException or UsageException or KernelException)
        {
            return new(JobRecords.Without(job, Outcomes.Fail, error.Message, folder.Path, files), null, false);
        }
    }

    private async Task<RunRecord> ValidateAsync(NightlyJob job, string files, CancellationToken cancellation)
    {
        var request = JobRequests.Of(job, Config, shelf.Of(job));
        var limit = JobTimeout.Of(job, shelf.Of(job).Prepared, request.Samples.Count + request.FloatSamplesOnBoard, JobRequests.BoardOf(job, Config, catalog), Config.Timeouts, Config.Wire);
        await using var log = settings.OpenLog(Path.Combine(files, "device.log"));
        using var wire = job.Target.StartsWith("sim", StringComparison.Ordinal) ? null : Transports.WireLogs.WireLogWriter.Create(Path.Combine(files, "wire.hrt"), job.Target);
        request = request with
        {
            Open = (name, target, cancelled) => settings.Open(name, target with { Log = log.ForContext("Target", name), Wire = wire }, cancelled),
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit.Limit);
        try
        {
            var validator = new Validator(request, new JobProgress(job, settings.Watcher)) { Shared = _ => shelf.BaselineOf(job, request, cancellation) };
            return await validator.RunAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new JobTimeoutException(job.Target, limit);
        }
    }

    // A hook that fails after a job leaves what the job found, and says so.
    private async Task<JobRecord> AfterAsync(NightlyJob job, JobRecord record, CancellationToken cancellation)
    {
        try
        {
            await _hooks.AfterJobAsync(job.Id, job.Target, record.Outcome, cancellation);
            return record;
        }
        catch (HookException error)
        {
            return record with
            {
                Outcome = record.Outcome == Outcomes.Pass ? Outcomes.Infrastructure : record.Outcome,
                Reasons = [.. record.Reasons, error.Message],
            };
        }
    }

    private sealed class JobProgress(NightlyJob job, INightWatcher watcher) : IRunProgress
    {
        public IProgress<int> Step(string name, int samples) => new Direct(done => watcher.Progresses(job, done, samples));
    }

    // Progress<T> would post to a thread pool, and the last report might come after the end.
    private sealed class Direct(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}

/// <summary>One attempt at a job.</summary>
/// <param name="Target">What the target did; null when it did not come to that.</param>
/// <param name="IsWorthRetrying">Infrastructure gave out in a way that another attempt may not meet.</param>
internal sealed record JobRun(JobRecord Record, TargetRecord? Target, bool IsWorthRetrying);

/// <summary>A job took longer than its work, clock and link explain.</summary>
public sealed class JobTimeoutException(string target, JobTimeout limit)
    : InfrastructureException($"{target} was given up after {limit} ({limit.Basis}); raise timeouts.factor or timeouts.least if it is that slow");
