using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>Figures that are not what they were. Jobs of one target whose figure went the same way are one item with the range.</summary>
internal static class FigureNews
{
    private sealed record Change(JobRecord Job, Metric Metric, FigureRecord Before, FigureRecord Now)
    {
        public string Size => Words.Change(Before.Value, Now.Value, Now.Unit);

        // To put sizes in order; units do not mix in a group.
        public double Order => Math.Abs(Now.Value - Before.Value) / (Before.Value == 0 || Words.IsShare(Now.Unit) ? 1 : Math.Abs(Before.Value));

        public string Way => Before.Value.Equals(Now.Value) ? "spread" : Now.Value > Before.Value ? "up" : "down";
    }

    public static IEnumerable<NewsItem> Find(IReadOnlyList<JobPair> pairs)
    {
        var changes = pairs.Where(p => p.Before is not null).SelectMany(Changes).ToLookup(c => (c.Job.Target, c.Metric.Base, c.Now.Provenance, c.Way));
        return changes.Select(Item).Concat(pairs.Where(p => p.Before is not null).SelectMany(ComeAndGone)
            .GroupBy(c => (c.Job.Target, c.Sentence)).Select(g => Item(g.Key.Target, g.Key.Sentence, [.. g.Select(c => c.Job)])));
    }

    private static IEnumerable<Change> Changes(JobPair pair)
    {
        var before = pair.Before!.Figures.ToLookup(Metric.Key);
        return from now in pair.Now.Figures
               from was in before[Metric.Key(now)].Take(1)
               where IsOther(was, now)
               select new Change(pair.Now, Metric.Of(now.Name), was, now);
    }

    /// <summary>Exact figures are compared to the last digit. A measured one never comes twice, and is another beyond everything the earlier night saw.</summary>
    private static bool IsOther(FigureRecord was, FigureRecord now) =>
        now.Provenance == "measured" && now.Unit == was.Unit && was is { Low: { } low, High: { } high } ? now.Value < low || now.Value > high : was != now;

    private static NewsItem Item(IGrouping<(string Target, string Base, string Provenance, string Way), Change> group)
    {
        var whole = group.Where(c => c.Metric.Operator.Length == 0).ToList();
        var told = whole.Count > 0 ? whole : [.. group];
        var jobs = told.Select(c => c.Job.Id).Distinct().ToList();
        var what = $"{group.Key.Base}{(whole.Count > 0 ? "" : " of single operators")} ({group.Key.Provenance})";
        var sentence = told.Count == 1 ? $"{what} {One(told[0])}" : $"{what} {Range(told)} in {Words.Jobs(jobs.Count)}";
        return new(Kind(told[0]), jobs.Count == 1 ? jobs[0] : group.Key.Target, sentence, jobs, Details(told, group.Where(c => c.Metric.Operator.Length > 0)))
        {
            Metric = group.Key.Base,
        };
    }

    private static string Kind(Change c) =>
        c.Metric.Verdict(c.Before.Value, c.Now.Value) switch { > 0 => NewsKinds.Worse, < 0 => NewsKinds.Better, _ => NewsKinds.Changed };

    private static string One(Change c) => c.Way == "spread"
        ? $"still {Words.Value(c.Now.Value, c.Now.Unit)}, but spreads from {Spread(c.Before)} to {Spread(c.Now)}"
        : $"{c.Size}, from {Words.Value(c.Before.Value, c.Before.Unit)} to {Words.Value(c.Now.Value, c.Now.Unit)}";

    private static string Spread(FigureRecord f) => $"{Words.Plain(f.Low ?? f.Value)}–{Words.Plain(f.High ?? f.Value)}";

    private static string Range(IReadOnlyList<Change> changes)
    {
        if (changes[0].Way == "spread")
            return "spreads otherwise over the samples";
        var (first, last) = (changes.MinBy(c => c.Order)!.Size, changes.MaxBy(c => c.Order)!.Size);
        return first == last ? first : $"{first} to {last}";
    }

    private static List<string> Details(IReadOnlyList<Change> told, IEnumerable<Change> operators)
    {
        var details = new List<string>();
        if (told.Count > 1 && told.MaxBy(c => c.Order) is { } most)
            details.Add($"most in {most.Job.Id}{(most.Metric.Operator.Length == 0 ? "" : $", {most.Metric.Operator}")}: {One(most)}");
        details.AddRange(operators.GroupBy(c => c.Metric.OperatorKind).OrderByDescending(g => g.Sum(c => Math.Abs(c.Now.Value - c.Before.Value))).Take(3)
            .Select(g => $"{g.Key}: {Range([.. g])} in {Words.Count(g.Count(), "operator", "operators")}"));
        return details;
    }

    private static IEnumerable<(JobRecord Job, string Sentence)> ComeAndGone(JobPair pair)
    {
        var (before, now) = (pair.Before!.Figures.Select(Name).ToHashSet(), pair.Now.Figures.Select(Name).ToHashSet());
        // Jobs that ended otherwise lose and gain all their figures, and that is told already.
        if (before.Count == 0 || now.Count == 0)
            return [];
        return now.Except(before).Select(name => (pair.Now, $"{name} is a new figure")).Concat(before.Except(now).Select(name => (pair.Now, $"{name} is gone")));
    }

    private static string Name(FigureRecord figure) => $"{Metric.Of(figure.Name).Base} ({figure.Provenance})";

    private static NewsItem Item(string target, string sentence, IReadOnlyList<JobRecord> jobs)
    {
        var (subject, many) = jobs.Count == 1 ? (jobs[0].Id, "") : (target, $" in {Words.Jobs(jobs.Count)}");
        return new(NewsKinds.Changed, subject, sentence + many, [.. jobs.Select(j => j.Id)], []);
    }
}
