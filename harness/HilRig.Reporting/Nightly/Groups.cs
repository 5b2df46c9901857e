using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>Jobs of one target that ended alike for the same cause, as one item.</summary>
internal static class Groups
{
    private const int MostDetails = 6;

    public static IEnumerable<NewsItem> ByCause(IEnumerable<JobPair> pairs) => pairs
        .Where(p => p.Before is not null || p.Now.Outcome != Outcomes.Pass)
        .GroupBy(p => (p.Now.Target, From: p.Before?.Outcome, To: p.Now.Outcome, Cause: Cause(p.Now)))
        .Select(g => Item(g.Key.From, g.Key.To, g.Key.Cause, [.. g.Select(p => p.Now)]));

    /// <summary>What did not pass tonight, whatever was before.</summary>
    public static IEnumerable<NewsItem> Standing(NightRecord night) => ByCause(night.Jobs.Select(j => new JobPair(null, j)))
        .OrderBy(i => NewsKinds.Weight(i.Kind)).ThenByDescending(i => i.Jobs.Count);

    private static NewsItem Item(string? from, string to, string cause, IReadOnlyList<JobRecord> jobs)
    {
        var kind = Kind(to, jobs[0]);
        var many = jobs.Count == 1 ? "" : $" ({Words.Jobs(jobs.Count)})";
        return new(kind, jobs.Count == 1 ? jobs[0].Id : jobs[0].Target, $"{Sentence(kind, cause)}{many}{Was(from, to)}", [.. jobs.Select(j => j.Id)], Details(jobs))
        {
            Metric = Limited(kind, jobs),
        };
    }

    // The one figure that a gate or the baseline limits.
    private static string Limited(string kind, IReadOnlyList<JobRecord> jobs)
    {
        if (kind is not (NewsKinds.Gate or NewsKinds.Regression))
            return "";
        var metrics = jobs.SelectMany(Worse).Distinct().Take(2).ToList();
        return metrics.Count == 1 ? metrics[0] : "";
    }

    private static string Sentence(string kind, string cause) => kind switch
    {
        NewsKinds.Mended => "passes again",
        NewsKinds.Infrastructure => "ended by infrastructure",
        NewsKinds.Regression => cause.Length == 0 ? "worse than the baseline" : $"worse than the baseline in {cause}",
        NewsKinds.Gate => $"{cause} does not hold",
        NewsKinds.Exactness or NewsKinds.NotRun => cause,
        _ => "failed",
    };

    // The night compared with is a green one, and what passed there needs no word.
    private static string Was(string? from, string to) =>
        from is null or Outcomes.Pass ? "" : from == to ? "; as before, but elsewhere" : $"; before: {Words.Outcome(from)}";

    private static string Kind(string outcome, JobRecord job) => outcome switch
    {
        Outcomes.Pass => NewsKinds.Mended,
        Outcomes.Infrastructure => NewsKinds.Infrastructure,
        Outcomes.Regression => NewsKinds.Regression,
        Outcomes.Quarantined or Outcomes.NotRun => NewsKinds.NotRun,
        _ when job.First is not null => NewsKinds.Exactness,
        _ when job.Gates.Any(g => !g.Passed) => NewsKinds.Gate,
        _ => NewsKinds.Failure,
    };

    // What jobs must share to be told in one line. Sentences with numbers in them would tell forty jobs apart that failed alike.
    private static string Cause(JobRecord job) => job.Outcome switch
    {
        Outcomes.Pass => "",
        Outcomes.Infrastructure => "",
        Outcomes.Quarantined => job.Quarantine is { } q ? $"quarantined until {q.Until} by {q.Owner}: {q.Reason}" : "quarantined",
        Outcomes.Regression => string.Join(", ", Worse(job).Distinct().Take(4)),
        Outcomes.NotRun => $"not run: {FirstReason(job)}",
        _ when job.First is not null => "differs from the simulator",
        _ => string.Join(", ", job.Gates.Where(g => !g.Passed).Select(g => g.Text).Distinct().Take(4)),
    };

    private static IEnumerable<string> Worse(JobRecord job) => job.Changes.Where(c => c.Kind is "regression" or "gone").Select(c => Metric.Of(c.Name).Base)
        .Concat(job.Gates.Where(g => !g.Passed).Select(g => Metric.Limited(g.Text)));

    private static List<string> Details(IReadOnlyList<JobRecord> jobs)
    {
        var told = jobs.Where(j => j.Outcome != Outcomes.Pass).Select(j => (Id: Name(j), What: Told(j))).Where(t => t.What.Length > 0).GroupBy(t => t.What)
            .OrderByDescending(g => g.Count()).Select(g => jobs.Count == 1 ? g.Key : $"{Who([.. g.Select(t => t.Id)])}: {g.Key}").ToList();
        return told.Count <= MostDetails ? told : [.. told.Take(MostDetails - 1), $"and {told.Count - MostDetails + 1} more ways"];
    }

    private static string FirstReason(JobRecord job) => job.Reasons.Count > 0 ? job.Reasons[0] : "";

    private static string Name(JobRecord job) => $"{Words.ModelOf(job)}/{job.Scheme}";

    private static string Who(IReadOnlyList<string> ids) => ids.Count == 1 ? ids[0] : $"{Words.Jobs(ids.Count)} ({ids[0]}, …)";

    private static string Told(JobRecord job) => job switch
    {
        { Outcome: Outcomes.NotRun or Outcomes.Quarantined } => "",
        { First: { } first } => $"first at {first.Layer}, channel {first.Channel}",
        _ => Words.Cut(FirstReason(job), 300),
    };
}
