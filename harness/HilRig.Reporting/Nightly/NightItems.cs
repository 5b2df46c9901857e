using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>Jobs that came and went, and what was found that belongs to no job.</summary>
internal static class NightItems
{
    public static IEnumerable<NewsItem> Jobs(NightRecord before, NightRecord now)
    {
        // A part of a night has not lost what other parts run.
        if (before.Shard is not null || now.Shard is not null)
            return [];
        var (was, today) = (before.Jobs.Select(j => j.Id).ToHashSet(), now.Jobs.Select(j => j.Id).ToHashSet());
        var gone = Grouped(NewsKinds.GoneJobs, "gone", before.Jobs.Where(j => !today.Contains(j.Id)));
        return gone.Concat(Grouped(NewsKinds.NewJobs, "new", now.Jobs.Where(j => !was.Contains(j.Id))));
    }

    public static IEnumerable<NewsItem> Findings(NightRecord? before, NightRecord now) => now.Findings
        .Where(f => before?.Findings.Contains(f) != true)
        .Select(f => new NewsItem(Kind(f.Outcome), f.Subject, f.Sentence, [], []));

    private static string Kind(string outcome) => outcome switch
    {
        Outcomes.Fail => NewsKinds.Failure,
        Outcomes.Infrastructure => NewsKinds.Infrastructure,
        Outcomes.Regression => NewsKinds.Regression,
        _ => NewsKinds.Changed,
    };

    // A model or a board that came or went is one line.
    private static IEnumerable<NewsItem> Grouped(string kind, string word, IEnumerable<JobRecord> jobs)
    {
        var all = jobs.ToList();
        var (models, targets) = (all.GroupBy(j => j.Model).ToList(), all.GroupBy(j => j.Target).ToList());
        return (models.Count <= targets.Count ? models : targets).Select(g => Item(kind, word, g.Key, [.. g.Select(j => j.Id)]));
    }

    private static NewsItem Item(string kind, string word, string subject, IReadOnlyList<string> jobs) =>
        jobs.Count == 1 ? new(kind, jobs[0], $"the job is {word}", jobs, []) : new(kind, subject, $"{Words.Jobs(jobs.Count)} are {word}", jobs, []);
}
