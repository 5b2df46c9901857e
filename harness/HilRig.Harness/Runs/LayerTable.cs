using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>The per-layer rows of a target.</summary>
internal static class LayerTable
{
    public static IReadOnlyList<LayerRow> Rows(PreparedModel model, ITarget target, TargetRun run, Baseline baseline)
    {
        if (run.Layers.Length == 0)
            return [];
        var comparable = ReferenceEquals(model, baseline.Model) && FloatTwin.IsQuantized(model.Graph);
        return [.. model.Operators.Select((op, index) => new LayerRow(
            index, op.Node.Name, Name(model, op), BiasText(op), op.Macs,
            comparable && target.Provenance != Provenance.None ? ExactShare(run, baseline.Simulated, index) : null,
            comparable ? baseline.LayerErrors?[index].LargestStep : null,
            comparable ? baseline.LayerErrors?[index].RmseSteps : null,
            comparable ? baseline.LayerErrors?[index].Cosine : null,
            target.Provenance == Provenance.None ? null : Median(run, index)))];
    }

    /// <summary><c>int8 &lt;&lt; 3..9</c>: width, and the shifts or that a multiplier widens it.</summary>
    internal static string BiasText(PreparedOperator op)
    {
        if (op is not IBiasedOperator { Bias: { } bias })
            return "";
        var width = bias.Type.TfLiteName().ToLowerInvariant();
        var shifts = bias.Widening.Factors.Select(f => f.Shift).DefaultIfEmpty(0).ToList();
        return bias.Widening.Kind switch
        {
            WideningKind.LayerShift => $"{width} << {shifts[0]}",
            WideningKind.ChannelShift => $"{width} << {shifts.Min()}..{shifts.Max()}",
            WideningKind.LayerMultiplier or WideningKind.ChannelMultiplier => $"{width} * m",
            _ => width,
        };
    }

    private static double ExactShare(TargetRun run, TargetRun simulated, int op) =>
        run.Layers.Select((layers, sample) => layers[op].Crc == simulated.Layers[sample][op].Crc ? 1.0 : 0.0).Average();

    private static double Median(TargetRun run, int op)
    {
        var sorted = run.Layers.Select(layers => layers[op].Ticks).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    // Tensor names of converted models are long paths; the last part tells them apart well enough.
    internal static string Name(PreparedModel model, PreparedOperator op)
    {
        var name = model.Graph.Tensor(op.Node.Outputs[0]).Name.Split(';')[0];
        return name.Length <= 32 ? name : "…" + name[^31..];
    }
}
