using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>What is new in a night against an earlier one, the last green one: first what gates and exactness say, then figures, then the rest.</summary>
public sealed class NightNews
{
    private NightNews(NightRecord? before, IReadOnlyList<NewsItem> items, string headline) => (Before, Items, Headline) = (before, items, headline);

    /// <summary>The night compared with; null where there was none.</summary>
    public NightRecord? Before { get; }

    /// <summary>The weightiest first, within a kind those of most jobs.</summary>
    public IReadOnlyList<NewsItem> Items { get; }

    /// <summary>One sentence: that nothing changed, how much did, or that there is nothing to compare with.</summary>
    public string Headline { get; }

    /// <summary>Whether there was an earlier night and nothing differs from it.</summary>
    public bool IsUnchanged => Before is not null && Items.Count == 0;

    /// <param name="before">The last green night; null for none: then all that did not pass is news.</param>
    public static NightNews Between(NightRecord? before, NightRecord now)
    {
        var pairs = Pair(before, now);
        var outcomes = Groups.ByCause(pairs.Where(p => p.Before?.Outcome != p.Now.Outcome || p.HasOtherMismatch));
        var items = before is null ? outcomes : Merged([.. outcomes], [.. FigureNews.Find(pairs)])
            .Concat(GateNews.Find(pairs)).Concat(IdentityNews.Find(before, now, pairs)).Concat(NightItems.Jobs(before, now));
        items = items.Concat(NightItems.Findings(before, now));
        var ordered = items.OrderBy(i => NewsKinds.Weight(i.Kind)).ThenByDescending(i => i.Jobs.Count).ToList();
        return new(before, ordered, HeadlineOf(before, now, pairs, ordered));
    }

    private static List<JobPair> Pair(NightRecord? before, NightRecord now)
    {
        var earlier = new Dictionary<string, JobRecord>(StringComparer.Ordinal);
        foreach (var job in before?.Jobs ?? [])
            earlier[job.Id] = job;
        return [.. now.Jobs.Select(job => new JobPair(earlier.GetValueOrDefault(job.Id), job))];
    }

    // A gate that fails and the figure that made it fail are one thing that happened.
    private static IEnumerable<NewsItem> Merged(List<NewsItem> outcomes, List<NewsItem> figures)
    {
        foreach (var item in outcomes)
        {
            var figure = figures.Find(f => f.Metric.Length > 0 && f.Metric == item.Metric && f.Kind == NewsKinds.Worse && f.Jobs.SequenceEqual(item.Jobs));
            var stem = item.Kind == NewsKinds.Regression ? "worse than the baseline" : item.Sentence;
            yield return figure is null ? item : item with { Sentence = $"{stem}: {figure.Sentence}", Details = [.. item.Details, .. figure.Details] };
            if (figure is not null)
                figures.Remove(figure);
        }
        foreach (var figure in figures)
            yield return figure;
    }

    private static string HeadlineOf(NightRecord? before, NightRecord now, List<JobPair> pairs, List<NewsItem> items)
    {
        if (before is null)
            return "There is no earlier green night to compare with.";
        if (items.Count > 0)
            return $"{Words.Count(items.Count, "thing is", "things are")} new since the last green night{At(before)}.";
        var figures = pairs.SelectMany(p => p.Now.Figures).ToList();
        var unit = figures.Where(f => f.Provenance != "measured").Select(f => f.Unit).FirstOrDefault(u => u is "instructions" or "cycles");
        var spread = figures.Any(f => f.Provenance == "measured") ? "; measured ones lie within their spread" : "";
        return $"Nothing changed since the last green night{At(before)}: {Words.Count(now.Jobs.Count, "job", "jobs")} and "
            + $"{Words.Count(figures.Count, "figure is", "figures are")} the same{(unit is null ? "" : $", to the {unit[..^1]}")}{spread}.";
    }

    /// <summary>Its commit in brackets; empty where it is not known.</summary>
    internal static string At(NightRecord night) => night.Commit is { } commit ? $" (commit {Words.Short(commit)})" : "";
}

/// <summary>A job and what it was in the earlier night.</summary>
internal sealed record JobPair(JobRecord? Before, JobRecord Now)
{
    /// <summary>Both fail, and not at the same place.</summary>
    public bool HasOtherMismatch => Before is { } before && Now.First is { } now && (before.First?.Operator, before.First?.Layer) != (now.Operator, now.Layer);
}
