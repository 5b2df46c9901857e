using HilRig.Harness.Cycles;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Profiles;

/// <summary>Operators of a run as rows.</summary>
internal static class ProfileLayers
{
    public static IReadOnlyList<ProfileLayer> Of(PreparedModel model, TargetRun run, CycleEstimate? estimate)
    {
        long[][] ticks = [.. model.Operators.Select((_, op) => run.Layers.Select(sample => sample[op].Ticks).Order().ToArray())];
        double whole = Math.Max(1, ticks.Sum(Median));
        return [.. model.Operators.Select((op, i) => new ProfileLayer(
            i, op.Node.Name, LayerTable.Name(model, op), LayerTable.BiasText(op), op.Macs, Median(ticks[i]), ticks[i][0], ticks[i][^1], Median(ticks[i]) / whole,
            estimate?.Operators[i].Cycles))];
    }

    public static EstimateRecord Record(CycleEstimate e) => new(
        e.Cycles, e.Scale.ErrorPercent, Basis(e), e.Operators.Sum(o => o.Instructions), e.Operators.Sum(o => o.RuleCycles), e.Operators.Sum(o => o.TakenBranches),
        e.Operators.Sum(o => o.Unknown), e.LargestGap, e.IsComplete);

    private static string Basis(CycleEstimate e) => FormattableString.Invariant(
        $"estimated cycles: {e.Core} rules at zero wait states times {e.Scale.Scale:0.000}, {e.Scale.Origin}; of the first sample.");

    private static long Median(long[] sorted) => sorted[sorted.Length / 2];
}
