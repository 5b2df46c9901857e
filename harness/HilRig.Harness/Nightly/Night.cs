using System.Text.Json;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Harness.Nightly;

/// <summary>One night: from its plan to its reports.</summary>
public sealed class Night(NightlyPlan plan, NightFolder folder, NightSettings settings)
{
    /// <summary>Stands in a plan for the jobs that failed last.</summary>
    public const string OnlyFailed = "failed";

    public NightFolder Folder => folder;

    /// <summary>Begins a night.</summary>
    /// <param name="root">Where run folders go.</param>
    /// <param name="failed">Ids that alone are to run; null for all of the shard.</param>
    /// <exception cref="UsageException">Nothing is selected.</exception>
    public static NightFolder Begin(NightlyPlan plan, Shard shard, IReadOnlyCollection<string>? failed, string root)
    {
        var mine = plan.Jobs.Where(shard.Has).Select(job => job.Id).ToHashSet();
        if (failed is null)
            return Create(plan, shard.IsWhole ? null : shard.ToString(), mine.Contains, root);
        mine.IntersectWith(failed);
        return mine.Count > 0 ? Create(plan, OnlyFailed, mine.Contains, root)
            : throw new UsageException("no job of the last night failed: there is nothing to run with --only-failed");
    }

    /// <summary>
    /// What an engine that starts a part again has to go on with: the part's night in <paramref name="root"/>, a new one of those jobs that infrastructure
    /// stopped in it, or the part from its beginning where there is none. A part that is finished otherwise is given as it is.
    /// </summary>
    /// <param name="root">A folder of this night alone: what another night left unfinished there would be gone on with.</param>
    public static NightFolder TakeUp(NightlyPlan plan, Shard shard, string root)
    {
        var name = shard.IsWhole ? null : shard.ToString();
        var last = NightFolder.Of(root, plan.Config.Name).FirstOrDefault(night => night.Plan.Sha256 == plan.Sha256 && night.Plan.Shard == name);
        if (last is null)
            return Begin(plan, shard, null, root);
        if (!last.IsFinished)
            return last;
        var stopped = last.Read().Night.Jobs.Where(job => job.Outcome == Outcomes.Infrastructure).Select(job => job.Id).ToHashSet();
        return stopped.Count == 0 ? last : shard.IsWhole ? Begin(plan, shard, null, root) : Create(plan, name, stopped.Contains, root);
    }

    /// <summary>Takes a night up again.</summary>
    /// <exception cref="UsageException">The plan has become another one.</exception>
    public static void RequireSame(NightlyPlan plan, NightFolder folder)
    {
        if (plan.Sha256 == folder.Plan.Sha256)
            return;
        var (gone, fresh) = (folder.Plan.Jobs.Except(plan.Jobs.Select(j => j.Id)).Count(), plan.Jobs.Select(j => j.Id).Except(folder.Plan.Jobs).Count());
        var what = gone + fresh > 0 ? $"{gone} jobs are gone and {fresh} are new" : "a model, samples, labels or gates are others";
        throw new UsageException($"{folder.Path} cannot be resumed: since it began, {plan.Config.Path} has changed ({what}); begin a new night");
    }

    /// <summary>Ids of the jobs that did not pass in the last finished night of a config.</summary>
    /// <exception cref="UsageException">There is no finished night.</exception>
    public static IReadOnlyCollection<string> FailedBefore(string root, string name)
    {
        var last = NightFolder.Of(root, name).FirstOrDefault(night => night.IsFinished)
            ?? throw new UsageException($"there is no finished night of {name} in {root}, so none of its jobs is known to have failed");
        return [.. last.Read().Night.Jobs.Where(job => job.Outcome is Outcomes.Fail or Outcomes.Regression or Outcomes.Infrastructure).Select(job => job.Id)];
    }

    /// <summary>Runs what is missing, judges, and writes everything; a night that is killed anywhere in between is finished by calling this again.</summary>
    /// <param name="publish">Writes reports and history, before <c>result.json</c> makes the night a finished one.</param>
    /// <exception cref="Devices.InfrastructureException">The night itself cannot go on: a hook, a lock, the disk.</exception>
    public async Task<(NightRecord Record, NightTimes Times)> RunAsync(
        BoardCatalog catalog, Func<NightRecord, NightTimes, Task> publish, CancellationToken cancellation)
    {
        await new NightRunner(plan, folder, settings, catalog).RunAsync(cancellation);
        var entries = NightJournal.Read(folder.Journal);
        var record = await new NightFinisher(plan, settings).JudgeAsync(entries, folder.Plan.Selected, folder.Plan.Shard, cancellation);
        var times = NightFinisher.Times(entries, folder.Plan);
        await FinishAsync(folder, record, times, publish);
        await new Hooks(plan.Config.Hooks, folder.Path).AfterAsync(record.ExitCode, cancellation);
        return (record, times);
    }

    private static NightFolder Create(NightlyPlan plan, string? shard, Func<string, bool> selects, string root) => NightFolder.Create(root, new()
    {
        RunId = Guid.NewGuid().ToString("N"),
        Name = plan.Config.Name,
        Config = plan.Config.Path,
        Sha256 = plan.Sha256,
        Started = DateTimeOffset.Now,
        Shard = shard,
        Jobs = [.. plan.Jobs.Select(job => job.Id)],
        Selected = [.. plan.Jobs.Select(job => job.Id).Where(selects)],
    }, DateTimeOffset.Now);

    /// <summary>Writes a night's files, <c>result.json</c> last.</summary>
    public static async Task FinishAsync(NightFolder folder, NightRecord record, NightTimes times, Func<NightRecord, NightTimes, Task> publish)
    {
        folder.Write("times.json", JsonSerializer.Serialize(times, JsonWriter.Options));
        await publish(record, times);
        folder.Write("result.json", JsonSerializer.Serialize(record, JsonWriter.Options));
    }
}
