using System.Globalization;
using HilRig.Harness.Nightly.Baselines;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Judging;

/// <summary>Turns what jobs found into outcomes: against the baseline, and with what is excused.</summary>
/// <param name="baseline">Null for none.</param>
/// <param name="today">Quarantines are held against it.</param>
internal sealed class NightJudge(NightlyPlan plan, BaselineFile? baseline, DateOnly today)
{
    private readonly BaselineComparison _comparison = new(plan.Config.Noise);

    /// <summary>A job beside its baseline; its gates against the baseline are added.</summary>
    public JobRecord Compare(NightlyJob job, JobRecord raw)
    {
        if (baseline?.Entries.GetValueOrDefault(job.Id) is not { } before)
            return raw;
        if (raw.Figures.Count == 0)
            return Lost(raw with { HasBaseline = true });
        List<Gate> gates = [.. job.Gates.Select(Gate.Parse).Where(gate => gate.IsAgainstBaseline && gate.Covers(job.Target))];
        var record = raw with
        {
            HasBaseline = true,
            Changes = _comparison.Compare(raw, before, gates),
            Gates = [.. raw.Gates, .. BaselineComparison.Gates(raw, before, gates)],
        };
        var worse = record.Changes.Where(change => change.Kind is BaselineComparison.Regression or BaselineComparison.Gone).Select(change => change.Sentence)
            .Concat(record.Gates.Skip(raw.Gates.Count).Where(gate => !gate.Passed).Select(gate => gate.Sentence)).ToList();
        return worse.Count == 0 ? record : record with
        {
            Outcome = record.Outcome == Outcomes.Pass ? Outcomes.Regression : record.Outcome,
            Reasons = [.. record.Reasons, .. worse],
        };
    }

    /// <summary>Excuses what is in quarantine.</summary>
    public JobRecord Excuse(JobRecord record)
    {
        if (record.Outcome is Outcomes.Pass or Outcomes.NotRun)
            return record;
        return plan.Config.ExcuseOf(record.Id, today) is { } excuse
            ? record with { Outcome = Outcomes.Quarantined, Quarantine = Record(excuse), Reasons = [$"{record.Outcome}: {record.Reasons[0]}", .. record.Reasons.Skip(1)] }
            : record;
    }

    /// <summary>What belongs to no job.</summary>
    /// <param name="isWhole">All jobs of the plan are here: only then can something be missing.</param>
    public IEnumerable<NightFinding> Findings(IReadOnlyList<JobRecord> jobs, bool isWhole)
    {
        foreach (var q in plan.Config.Quarantine)
        {
            var met = jobs.Where(job => NightlyPlan.Matches(q.Jobs, job.Id)).ToList();
            if (q.Until < today)
                yield return new(Outcomes.Pass, q.Jobs, $"the quarantine of {q.Jobs} ran out on {Day(q.Until)} and excuses nothing any more; its owner is {q.Owner} ({q.Reason})");
            else if (met.Count > 0 && met.All(job => job.Outcome == Outcomes.Pass))
                yield return new(Outcomes.Pass, q.Jobs, $"{q.Jobs} is in quarantine and passes: {q.Owner} may take it out ({q.Reason})");
        }
        if (!isWhole || baseline is null)
            yield break;
        foreach (var finding in Orphans(baseline.Entries.Keys.Except(plan.Jobs.Select(job => job.Id)), jobs))
            yield return finding;
        if (jobs.Where(job => !job.HasBaseline && job.Outcome != Outcomes.NotRun).Select(job => job.Id).ToList() is { Count: > 0 } fresh)
            yield return new(Outcomes.Pass, fresh[0], 
                $"{(fresh.Count == 1 ? $"{fresh[0]} is" : $"{fresh.Count} jobs are")} not in the baseline yet{(fresh.Count == 1 ? "" : $" ({fresh[0]}, …)")}: hilrig baseline update adds {(fresh.Count == 1 ? "it" : "them")}");
    }

    // It ran once, and gives no figures now.
    private static JobRecord Lost(JobRecord raw) => raw.Outcome != Outcomes.NotRun || !raw.Reasons[0].StartsWith("no room", StringComparison.Ordinal)
        ? raw
        : raw with { Outcome = Outcomes.Regression, Reasons = [$"it ran when the baseline was made, and now there is {raw.Reasons[0]}"] };

    // One that runs the same model on the same target with other biases instead is most likely meant to be it.
    private static IEnumerable<NightFinding> Orphans(IEnumerable<string> orphans, IReadOnlyList<JobRecord> jobs)
    {
        var pairs = orphans.Select(id => (Id: id, Instead: Instead(id, jobs))).ToList();
        foreach (var id in pairs.Where(pair => pair.Instead is null).Select(pair => pair.Id))
            yield return new(Outcomes.Regression, id, $"{id} is in the baseline and is not run any more; approve it with hilrig baseline update");
        foreach (var change in pairs.Where(pair => pair.Instead is not null).GroupBy(pair => (Subject: pair.Id.Split('/')[0], From: pair.Id.Split('/')[1], To: pair.Instead!.Scheme)))
        {
            var (subject, from, to) = change.Key;
            var targets = string.Join(", ", change.Select(pair => pair.Instead!.Target));
            yield return new(Outcomes.Regression, $"{subject}/{from}", $"{subject} on {targets}: the bias scheme changed from {from} to {to}; approve it with hilrig baseline update");
        }
    }

    private static JobRecord? Instead(string id, IReadOnlyList<JobRecord> jobs)
    {
        if (id.Split('/', 3) is not [var subject, _, var target])
            return null;
        var same = jobs.Where(job => !job.HasBaseline && job.Target == target && job.Id.StartsWith(subject + "/", StringComparison.Ordinal)).ToList();
        return same.Count == 1 ? same[0] : null;
    }

    private static QuarantineRecord Record(QuarantineConfig q) => new(q.Jobs, q.Reason, q.Owner, Day(q.Until));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
