using HilRig.Reporting.Records;

namespace HilRig.Reporting.Nightly;

/// <summary>Gates that hold no longer, or hold again, in jobs that ended as before; others are told with their outcome.</summary>
internal static class GateNews
{
    public static IEnumerable<NewsItem> Find(IReadOnlyList<JobPair> pairs) => pairs
        .Where(p => p.Before?.Outcome == p.Now.Outcome)
        .SelectMany(p => p.Now.Gates.Where(g => Was(p, g) is { } was && was != g.Passed).Select(g => (p.Now, Gate: g)))
        .GroupBy(c => (c.Now.Target, c.Gate.Text, c.Gate.Passed))
        .Select(g => new NewsItem(
            g.Key.Passed ? NewsKinds.Mended : NewsKinds.Gate, g.Count() == 1 ? g.First().Now.Id : g.Key.Target,
            $"{g.Key.Text} {(g.Key.Passed ? "holds again" : "holds no longer")}{(g.Count() == 1 ? "" : $" in {Words.Jobs(g.Count())}")}",
            [.. g.Select(c => c.Now.Id)], [.. g.Select(c => c.Gate.Sentence).Distinct().Take(3)]));

    private static bool? Was(JobPair pair, GateRecord gate) => pair.Before!.Gates.FirstOrDefault(g => g.Text == gate.Text && g.Target == gate.Target)?.Passed;
}
