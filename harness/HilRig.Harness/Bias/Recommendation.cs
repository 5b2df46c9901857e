using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias;

/// <summary>Which scheme to take.</summary>
internal static class Recommendation
{
    // Changed answers that nobody would notice, and outputs that stay where they are.
    private const double MostChanged = 0.01;
    private const double MostRmse = 0.5;
    private const double MostScoreShare = 0.05;
    private const double LeastRank = 0.999;
    private const double Significant = 0.05;

    // Among equals the one that the next model is safest with.
    private static readonly string[] Preference = ["channel-shift", "layer-shift", "layer-scale", "layer-real-shift", "saturate"];

    /// <summary>
    /// The cheapest narrow scheme that costs nothing noticeable, bias RAM counted like flash; null when none does. Where channels are
    /// dead, one value for a layer is set by channels that do nothing, and is not recommended however it does on these samples.
    /// </summary>
    /// <param name="typicalMargin">Median of int32's margins over all samples, in score steps; null where there are no answers.</param>
    public static SchemeRow? Of(IReadOnlyList<SchemeRow> rows, int samples, double? typicalMargin, bool hasDeadChannels) => rows
        .Where(r => r.Bits < 32 && IsFree(r, samples, typicalMargin) && Cost(r) < Cost(rows[0]))
        .Where(r => !hasDeadChannels || Scheme(r) is "channel-shift")
        .OrderBy(Cost).ThenBy(r => Array.IndexOf(Preference, Scheme(r)))
        .FirstOrDefault();

    /// <summary>
    /// At most 1 % of the answers change, accuracy does not fall by more than chance, and scores move by at most a twentieth of a typical
    /// margin; without answers the outputs stay within half a step (root of the mean square) and scores in their order.
    /// </summary>
    public static bool IsFree(SchemeRow row, int samples, double? typicalMargin) => row.Changed is { } changed
        ? changed <= MostChanged * samples && !IsWorse(row) && row.ScoreRmse <= Math.Max(MostRmse, MostScoreShare * typicalMargin ?? 0)
        : row.Rmse <= MostRmse && (row.Score?.RankCorrelation ?? 1) >= LeastRank;

    /// <summary>Loses more answers than it wins, beyond chance.</summary>
    public static bool IsWorse(SchemeRow row) => row.PairedP < Significant && row.Lost > row.Gained;

    private static string Scheme(SchemeRow row) => row.Bias[(row.Bias.IndexOf(':') + 1)..];

    private static int Cost(SchemeRow row) => row.BiasBytes + row.BiasRamBytes;
}
