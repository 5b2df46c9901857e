using HilRig.Harness.Nightly.Baselines;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Journal;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Judging;

/// <summary>Makes the record of a night out of its journal. It may be made as often as one likes: the same journal gives the same record.</summary>
public sealed class NightFinisher(NightlyPlan plan, NightSettings settings)
{
    private readonly ModelShelf _shelf = new(plan);

    /// <param name="entries">Of the journal; every selected job must be among them.</param>
    /// <param name="selected">Ids of the jobs that this night runs.</param>
    /// <param name="shard">As <see cref="NightRecord.Shard"/>.</param>
    /// <exception cref="UsageException">The baseline is damaged, or a job is missing.</exception>
    public async Task<NightRecord> JudgeAsync(
        IEnumerable<JournalEntry> entries, IReadOnlyCollection<string> selected, string? shard, CancellationToken cancellation)
    {
        var raw = entries.Select(entry => entry.Job).OfType<JobRecord>().DistinctBy(job => job.Id).ToDictionary(job => job.Id);
        var judge = new NightJudge(plan, Baseline(), settings.Today);
        var explainer = new BiasExplainer(_shelf);
        var (chosen, jobs) = (selected.ToHashSet(), new List<JobRecord>());
        foreach (var job in plan.Jobs.Where(job => chosen.Contains(job.Id)))
        {
            var found = raw.GetValueOrDefault(job.Id) ?? throw new UsageException($"job {job.Id} is not done: resume the night first");
            jobs.Add(judge.Excuse(await explainer.ExplainAsync(job, judge.Compare(job, found), cancellation)));
        }
        NightFinding[] findings = [.. judge.Findings(jobs, isWhole: shard is null)];
        var verdict = NightVerdict.Of(jobs, findings);
        return new()
        {
            Tool = Tool.Version,
            Name = plan.Config.Name,
            PlanSha256 = plan.Sha256,
            Commit = Checkouts.CommitOf(plan.Config.Path),
            Shard = shard,
            Tools = ToolVersions.Of(jobs.Select(job => job.Target)),
            Jobs = jobs,
            Findings = findings,
            Verdict = verdict,
            ExitCode = NightVerdict.ExitCode(verdict),
            Sentences = NightVerdict.Sentences(jobs, findings),
        };
    }

    /// <summary>What a clock said, out of the same journal.</summary>
    public static NightTimes Times(IReadOnlyList<JournalEntry> entries, PlanRecord plan)
    {
        var order = plan.Jobs.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var begins = entries.Where(entry => entry.Host is not null).ToList();
        return new()
        {
            Started = plan.Started,
            Seconds = Worked(entries).TotalSeconds,
            Resumes = Math.Max(0, begins.Count - 1),
            Host = string.Join(", ", begins.Select(entry => entry.Host).Distinct()),
            Jobs = [.. entries.Select(entry => entry.Times).OfType<JobTimes>().OrderBy(times => order[times.Id])],
        };
    }

    // From each process's first line to its last; the time between processes is nobody's.
    private static TimeSpan Worked(IReadOnlyList<JournalEntry> entries)
    {
        var (sum, begin) = (TimeSpan.Zero, (DateTimeOffset?)null);
        for (var i = 0; i < entries.Count; i++)
        {
            begin = entries[i].Host is not null ? entries[i].At : begin;
            if (i + 1 == entries.Count || entries[i + 1].Host is not null)
                sum += entries[i].At - (begin ?? entries[i].At);
        }
        return sum;
    }

    private BaselineFile? Baseline() => plan.Config.Baseline is { } path && File.Exists(path) ? BaselineFile.Load(path) : null;
}
