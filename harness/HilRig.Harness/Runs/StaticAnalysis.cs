using HilRig.Harness.Images;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Analysis;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Harness.Runs;

/// <summary>What can be said of a model before anything runs.</summary>
/// <param name="WhyNoImage">Why boards cannot run the model yet; the flash is then counted from its tensors. Null when they can.</param>
public sealed record StaticAnalysis(
    string Model, string Sha256, IReadOnlyList<OperatorAnalysis> Operators, long Macs, int FlashBytes, int WeightBytes, int BiasBytes,
    int ArenaBytes, int InputBytes, int OutputBytes, string? WhyNoImage)
{
    public static StaticAnalysis Of(ModelGraph graph)
    {
        var model = PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar);
        var (sizes, whyNoImage) = Footprint.Of(model);
        return new(
            graph.Name, graph.Sha256, [.. model.Operators.Select(o => OperatorAnalysis.Of(model, o))], model.Macs, sizes.Total, sizes.Weights,
            sizes.Biases, model.Plan.HighWater, model.InputBytes, model.OutputBytes, whyNoImage);
    }
}

/// <summary>One operator.</summary>
/// <param name="BiasBits">Smallest signed width that holds every stored bias; null without int8 biases.</param>
/// <param name="HeadroomBits">log2 of 2^31 over the largest accumulator any input can give; negative when int32 can overflow.</param>
/// <param name="Warning">What may hurt; empty for nothing.</param>
public sealed record OperatorAnalysis(
    int Index, string Operator, string Output, long Macs, int? WeightBytes, string Bias, int? Channels, int? BiasBits, double? HeadroomBits,
    string Warning)
{
    internal static OperatorAnalysis Of(PreparedModel model, PreparedOperator op)
    {
        var output = model.Graph.Tensor(op.Node.Outputs[0]);
        var (weights, perChannel) = op switch
        {
            Conv2DInt8 o => (o.Layer, Span(o.Layer.Filter, o.Channels, (c, k) => c * (o.Layer.Filter.Length / o.Channels) + k)),
            DepthwiseConv2DInt8 o => (o.Layer, Span(o.Layer.Filter, o.Channels, (c, k) => k * o.Channels + c)),
            FullyConnectedInt8 o => (o.Layer, Span(o.Layer.Filter, o.Channels, (c, k) => c * o.Geometry.Depth + k)),
            _ => ((WeightedLayer?)null, (long[]?)null),
        };
        double? headroom = weights is null ? null : Headroom(weights, perChannel!);
        return new(
            op.Node.Index, op.Node.Name, $"{output.Type.TfLiteName()}[{string.Join(',', output.Shape)}]", op.Macs, weights?.Filter.Length,
            LayerTable.BiasText(op), weights?.Bias?.Stored.Length, weights?.Bias?.Stored.Max(Bits),
            headroom,
            string.Join("; ", Warnings(model, op, weights, headroom)));
    }

    // Sum of |w| per output channel.
    private static long[] Span(sbyte[] filter, int channels, Func<int, int, int> at) =>
        [.. Enumerable.Range(0, channels).Select(c => Enumerable.Range(0, filter.Length / channels).Sum(k => (long)Math.Abs((int)filter[at(c, k)])))];

    private static double Headroom(WeightedLayer layer, long[] weights)
    {
        var offset = -layer.Input.ZeroPoint;
        long largestInput = Math.Max(Math.Abs(sbyte.MinValue + offset), Math.Abs(sbyte.MaxValue + offset));
        var largest = weights.Select((w, c) => w * largestInput + Math.Abs((long)(layer.Bias?.Widened[c] ?? 0))).Max();
        return 31 - Math.Log2(Math.Max(1, largest));
    }

    private static IEnumerable<string> Warnings(PreparedModel model, PreparedOperator op, WeightedLayer? weights, double? headroom)
    {
        if (headroom < 0)
            yield return "the accumulator can wrap int32, on every core";
        if (op is IBiasedOperator biased && Warn(biased) is { Length: > 0 } dead)
            yield return dead;
        foreach (var warning in BuildCheck.Of(model, op))
            yield return warning.ToString();
    }

    private static int Bits(int value) => 33 - FixedPointMath.CountLeadingZeros(value < 0 ? ~value : value);

    private static string Warn(IBiasedOperator layer)
    {
        var dead = DeadChannels.Of(layer).Count;
        return dead > 0 ? $"{dead} dead channel{(dead == 1 ? "" : "s")}: weight scale below 1/10000 of the largest" : "";
    }
}
