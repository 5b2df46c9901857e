using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly;

/// <summary>Makes one night out of its parts, which ran wherever they ran and know nothing of each other.</summary>
public sealed class NightMerge(NightlyPlan plan, NightSettings settings)
{
    /// <summary>The merged night, judged as a whole.</summary>
    /// <param name="parts">Finished parts of one plan.</param>
    /// <exception cref="UsageException">Parts of different plans, a job that is in no part, or in two with different findings.</exception>
    public async Task<(NightFolder Folder, NightRecord Record, NightTimes Times)> RunAsync(
        IReadOnlyList<NightFolder> parts, string root, CancellationToken cancellation)
    {
        foreach (var part in parts.Where(part => part.Plan.Sha256 != plan.Sha256))
            throw new UsageException($"{part.Path} is not a part of this night: its models, samples, gates or jobs are others than those of {plan.Config.Path}");
        var entries = parts.SelectMany(part => NightJournal.Read(part.Journal)).ToList();
        RequireOnce(entries);
        var missing = plan.Jobs.Select(job => job.Id).Except(entries.Select(entry => entry.Job?.Id).OfType<string>()).ToList();
        if (missing.Count > 0)
            throw new UsageException($"{missing.Count} of {plan.Jobs.Count} jobs are in no part, first {missing[0]}; parts given: {string.Join(", ", parts.Select(part => part.Plan.Shard ?? "whole"))}");
        var folder = NightFolder.Create(root, Plan(parts), DateTimeOffset.Now);
        foreach (var part in parts)
            CopyJobs(part, folder);
        var record = await new NightFinisher(plan, settings).JudgeAsync(entries, folder.Plan.Selected, null, cancellation);
        using (var journal = NightJournal.Open(folder.Journal))
        {
            foreach (var entry in entries)
                journal.Copy(entry);
        }
        return (folder, record, NightFinisher.Times(entries, folder.Plan));
    }

    // A part may have been started twice by its engine: what it found both times must be the same.
    private static void RequireOnce(IEnumerable<JournalEntry> entries)
    {
        foreach (var twice in entries.Select(entry => entry.Job).OfType<JobRecord>().GroupBy(job => job.Id).Where(group => group.Count() > 1))
        {
            if (twice.Select(job => System.Text.Json.JsonSerializer.Serialize(job)).Distinct().Count() > 1)
                throw new UsageException($"{twice.Key} is in two parts, which found different things; leave one of them out");
        }
    }

    private static PlanRecord Plan(IReadOnlyList<NightFolder> parts) => parts[0].Plan with
    {
        RunId = Guid.NewGuid().ToString("N"),
        Started = parts.Min(part => part.Plan.Started),
        Shard = null,
        Selected = parts[0].Plan.Jobs,
    };

    private static void CopyJobs(NightFolder part, NightFolder to)
    {
        var jobs = part.FileOf("jobs");
        if (!Directory.Exists(jobs))
            return;
        foreach (var file in Directory.EnumerateFiles(jobs, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to.FileOf("jobs"), Path.GetRelativePath(jobs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
