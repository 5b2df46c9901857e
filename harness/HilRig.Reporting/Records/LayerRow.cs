namespace HilRig.Reporting.Records;

/// <summary>One operator in the per-layer table.</summary>
/// <param name="Bias"><c>int8 &lt;&lt; 3..9</c>, <c>int32</c>, empty for none.</param>
/// <param name="ExactShare">Samples whose output equals the simulator's, 0 to 1; null when not recorded.</param>
/// <param name="LargestStep">Largest difference to the float reference in output steps; null without one.</param>
/// <param name="RmseSteps">Root mean square of that difference.</param>
/// <param name="Cosine">Cosine similarity with the float reference.</param>
/// <param name="Ticks">Median counter figure; null when nothing is counted.</param>
public sealed record LayerRow(
    int Index, string Operator, string Name, string Bias, long Macs, double? ExactShare, double? LargestStep, double? RmseSteps,
    double? Cosine, double? Ticks)
{
    /// <summary>Counter units per multiply-accumulate; null without either.</summary>
    public double? TicksPerMac => Macs > 0 ? Ticks / Macs : null;
}
