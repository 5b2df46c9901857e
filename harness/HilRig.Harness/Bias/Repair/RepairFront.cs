using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias.Repair;

/// <summary>The Pareto front of judged points.</summary>
internal static class RepairFront
{
    /// <summary>The points that no other beats, cheapest first; of equal ones the first.</summary>
    public static List<T> Of<T>(IEnumerable<T> points, Func<T, RepairPoint> point)
    {
        var front = new List<T>();
        var ordered = points.OrderBy(p => point(p).Bytes).ThenBy(p => point(p).ChangedJudged ?? 0).ThenBy(p => point(p).RmseJudged);
        foreach (var candidate in ordered)
            if (!front.Any(p => IsNoWorse(point(p), point(candidate))))
                front.Add(candidate);
        return front;
    }

    private static bool IsNoWorse(RepairPoint a, RepairPoint b) =>
        a.Bytes <= b.Bytes && (a.ChangedJudged ?? 0) <= (b.ChangedJudged ?? 0) && a.RmseJudged <= b.RmseJudged;
}
