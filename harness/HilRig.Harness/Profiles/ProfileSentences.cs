using System.Globalization;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Harness.Profiles;

/// <summary>A profile in words.</summary>
internal static class ProfileSentences
{
    public static IEnumerable<string> Of(IReadOnlyList<ProfileTarget> targets) => targets.SelectMany(t => t.Variants.SelectMany(v => Of(t, v)));

    private static IEnumerable<string> Of(ProfileTarget target, ProfileVariant v)
    {
        if (v.Absent is { } why)
            yield return $"{target.Name}, {v.Bias}: absent: {why}.";
        if (v.Counter is { } c)
            yield return $"{target.Name}, {v.Bias}: one inference takes {Number(c.Median)} {c.Unit} ({c.Provenance}), {Spread(c)}.";
        if (v.Estimate is not { } e)
            yield break;
        yield return $"{target.Name}, {v.Bias}: {Number(e.Cycles)} cycles {ProfileTables.Error(e)} (estimated, not measured): {Number(e.RuleCycles)} cycles by the rules for {Number(e.Instructions)} instructions with {Number(e.TakenBranches)} taken branches; {e.Basis}";
        if (e.Unknown > 0)
            yield return $"{target.Name}, {v.Bias}: {Number(e.Unknown)} executed instructions were not recognized and count one cycle each.";
        if (!e.IsComplete)
            yield return $"{target.Name}, {v.Bias}: the trace and the board's own figure differ by {Number(e.LargestGap)} instructions in one operator; the estimate is not to be trusted.";
    }

    private static string Spread(CounterRecord c) => c.Min == c.Max
        ? "the same for every sample"
        : string.Create(CultureInfo.InvariantCulture, $"{Number(c.Min)} to {Number(c.Max)} over the samples");
}
