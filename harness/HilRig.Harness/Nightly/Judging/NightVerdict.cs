using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Judging;

/// <summary>The verdict over a night: the weightiest outcome decides.</summary>
internal static class NightVerdict
{
    private const int ReasonsTold = 5;

    public static string Of(IEnumerable<JobRecord> jobs, IEnumerable<NightFinding> findings)
    {
        var outcomes = jobs.Select(job => job.Outcome).Concat(findings.Select(finding => finding.Outcome)).ToHashSet();
        return Outcomes.All.First(outcome => outcome is not (Outcomes.Quarantined or Outcomes.NotRun) && (outcome == Outcomes.Pass || outcomes.Contains(outcome)));
    }

    /// <summary>0 pass, 1 a check failed, 3 infrastructure, 5 regression only.</summary>
    public static int ExitCode(string verdict) => verdict switch
    {
        Outcomes.Fail => 1,
        Outcomes.Infrastructure => 3,
        Outcomes.Regression => 5,
        _ => 0,
    };

    public static IReadOnlyList<string> Sentences(IReadOnlyList<JobRecord> jobs, IReadOnlyList<NightFinding> findings)
    {
        var counts = Outcomes.All.Reverse().Select(outcome => (outcome, Count: jobs.Count(job => job.Outcome == outcome))).Where(c => c.Count > 0);
        return
        [
            $"{jobs.Count} {(jobs.Count == 1 ? "job" : "jobs")}: {string.Join(", ", counts.Select(c => $"{c.Count} {Words(c.outcome)}"))}.",
            .. Worst(jobs),
            .. findings.Select(finding => $"{finding.Sentence}."),
        ];
    }

    private static IEnumerable<string> Worst(IReadOnlyList<JobRecord> jobs)
    {
        foreach (var outcome in Outcomes.All.Where(o => o is Outcomes.Fail or Outcomes.Infrastructure or Outcomes.Regression))
        {
            var met = jobs.Where(job => job.Outcome == outcome).ToList();
            foreach (var job in met.Take(ReasonsTold))
                yield return $"{job.Id}: {job.Reasons[0]}{(job.Reasons.Count > 1 ? $" (and {job.Reasons.Count - 1} more)" : "")}.";
            if (met.Count > ReasonsTold)
                yield return $"{met.Count - ReasonsTold} more {Words(outcome)}.";
        }
    }

    private static string Words(string outcome) => outcome switch
    {
        Outcomes.Pass => "passed",
        Outcomes.Fail => "failed",
        Outcomes.Regression => "worse than the baseline",
        Outcomes.Infrastructure => "stopped by infrastructure",
        Outcomes.NotRun => "not run",
        _ => outcome,
    };
}
