using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Weights, bias and output quantization of an INT8 layer, as CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED share them.</summary>
/// <param name="Filter">Weights in the file's order.</param>
/// <param name="Bias">As stored and as widened; null when the layer has none.</param>
public sealed record WeightedLayer(
    TensorScale Input, TensorScale Output, sbyte[] Filter, TensorQuantization FilterScales, LayerBias? Bias, OutputQuantization Quantization)
{
    /// <summary>The int32 biases the kernels take; empty when the layer has none.</summary>
    public int[] WidenedBias => Bias?.Widened ?? [];

    /// <summary>Reads input 0, weights (input 1), bias (input 2) and output 0.</summary>
    /// <param name="channels">Output channels.</param>
    /// <param name="axis">The weights' channel axis.</param>
    /// <param name="floatProduct">True for FULLY_CONNECTED with one weight scale, whose product is taken in float32.</param>
    public static WeightedLayer Read(PrepareContext context, int channels, int axis, bool floatProduct = false)
    {
        var weights = context.Constant(context.Input(1), ElementType.Int8);
        var scales = FilterQuantization(context, weights, channels, axis);
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        var bias = LayerBias.Read(context, input.Scale, scales, channels);
        return new(
            input, output, PrepareContext.Values<sbyte>(weights), scales, bias,
            Multipliers(context, input, scales, output, floatProduct && !scales.IsPerChannel));
    }

    private static TensorQuantization FilterQuantization(PrepareContext context, TensorInfo weights, int channels, int axis)
    {
        var scales = weights.Quantization ?? throw context.Malformed($"{weights} has no quantization, INT8 weights need a scale");
        foreach (var scale in scales.Scales)
            context.PositiveScale(weights, scale);
        if (scales.IsPerChannel && (scales.Scales.Length != channels || scales.Axis != axis))
            throw context.Malformed(
                $"{weights} has {scales.Scales.Length} scales along axis {scales.Axis}, expected 1, or {channels} along axis {axis}");
        return scales;
    }

    // prepare.md sections 3 and 4: all in float64, but FULLY_CONNECTED with one weight scale takes the product in float32.
    private static OutputQuantization Multipliers(
        PrepareContext context, TensorScale input, TensorQuantization weights, TensorScale output, bool floatProduct)
    {
        var factors = weights.Scales.Select(w => floatProduct
            ? (double)(input.Scale * w) / output.Scale
            : (double)input.Scale * w / output.Scale);
        var pairs = factors.Select(f => Checked(context, f)).ToArray();
        return new([.. pairs.Select(p => p.Multiplier)], [.. pairs.Select(p => p.Shift)]);
    }

    private static QuantizedMultiplier Checked(PrepareContext context, double factor)
    {
        var pair = QuantizedMultiplier.FromReal(factor, context.Rounding);
        return pair.Shift <= 30
            ? pair
            : throw context.Unsupported($"input scale * weight scale / output scale = {factor}", "a factor below 2^30; check the scales");
    }
}
