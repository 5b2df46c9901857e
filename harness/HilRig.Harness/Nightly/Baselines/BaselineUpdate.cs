using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Baselines;

/// <summary>Takes nights that somebody approves of into a baseline.</summary>
/// <param name="noisePercent">As the config's.</param>
public sealed class BaselineUpdate(double noisePercent)
{
    /// <summary>Changes a baseline to what nights found. Jobs that failed or did not run keep what they had.</summary>
    /// <param name="nights">The last first.</param>
    /// <param name="jobs">Glob of job ids.</param>
    /// <param name="planned">Ids that the config plans: entries of others are removed.</param>
    /// <returns>What changed, a sentence a job.</returns>
    public IReadOnlyList<BaselineStep> Apply(BaselineFile baseline, IReadOnlyList<NightRecord> nights, string jobs, IReadOnlyCollection<string> planned)
    {
        var steps = new List<BaselineStep>();
        foreach (var job in nights[0].Jobs.Where(job => NightlyPlan.Matches(jobs, job.Id)))
            steps.Add(Apply(baseline, job, [.. nights.SelectMany(night => night.Jobs).Where(other => other.Id == job.Id && IsSound(other))]));
        foreach (var orphan in baseline.Entries.Keys.Where(id => NightlyPlan.Matches(jobs, id)).Except(planned).ToList())
        {
            baseline.Remove(orphan);
            steps.Add(new(orphan, "removed", ["the config does not plan it any more"]));
        }
        return steps;
    }

    private BaselineStep Apply(BaselineFile baseline, JobRecord job, IReadOnlyList<JobRecord> sound)
    {
        if (!IsSound(job))
            return new(job.Id, "kept", [$"it is {job.Outcome}: {(job.Reasons.Count > 0 ? job.Reasons[0] : "without figures")}"]);
        var (before, now) = (baseline.Entries.GetValueOrDefault(job.Id), BaselineEntry.Of(sound));
        baseline.Set(job.Id, now);
        if (before is null)
            return new(job.Id, "added", []);
        var changes = new BaselineComparison(noisePercent).Compare(job, before, []);
        return changes.Count == 0 ? new(job.Id, "same", []) : new(job.Id, "changed", [.. changes.Select(change => change.Sentence)]);
    }

    // Equal to the simulator and within its gates, and measured to its end.
    private static bool IsSound(JobRecord job) => job.Figures.Count > 0
        && (job.Outcome is Outcomes.Pass or Outcomes.Regression || (job.Outcome == Outcomes.Quarantined && job.First is null && job.Gates.All(gate => gate.Passed)));
}

/// <summary>What became of one job's entry.</summary>
/// <param name="What"><c>added</c>, <c>changed</c>, <c>same</c>, <c>kept</c> or <c>removed</c>.</param>
public sealed record BaselineStep(string Job, string What, IReadOnlyList<string> Sentences);
