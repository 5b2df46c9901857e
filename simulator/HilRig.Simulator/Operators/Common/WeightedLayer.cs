using HilRig.Kernels.NNSupport;
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

    /// <summary>Reads input, weights (INT8 or INT4), bias and output 0.</summary>
    /// <param name="channels">Output channels.</param>
    /// <param name="axis">The weights' channel axis.</param>
    /// <param name="floatProduct">True for FULLY_CONNECTED with one weight scale, whose product is taken in float32.</param>
    /// <param name="inputs">Where they stand; null for 0, 1 and 2.</param>
    public static WeightedLayer Read(PrepareContext context, int channels, int axis, bool floatProduct = false, LayerInputs? inputs = null)
    {
        var at = inputs ?? LayerInputs.Usual;
        var weights = context.Input(at.Weights);
        var scales = FilterQuantization(context, weights, channels, axis);
        var (input, output) = (context.Scale(context.Input(at.Input)), context.Scale(context.SameType(context.Output, context.Input(at.Input))));
        var bias = LayerBias.Read(context, at.Bias, input.Scale, scales, channels);
        return new(
            input, output, FilterValues(context, weights), scales, bias,
            Multipliers(context, input, scales, output, floatProduct && !scales.IsPerChannel));
    }

    /// <summary>Weights as INT8. INT4 is unpacked, low nibble first: TensorFlow Lite Micro's reference kernels compute the same way.</summary>
    internal static sbyte[] FilterValues(PrepareContext context, TensorInfo weights) => weights.Type == ElementType.Int4
        ? Nibbles.Unpack(context.Constant(weights, ElementType.Int4).Data.Span, (int)weights.ElementCount)
        : PrepareContext.Values<sbyte>(context.Constant(weights, ElementType.Int8));

    internal static TensorQuantization FilterQuantization(PrepareContext context, TensorInfo weights, int channels, int axis)
    {
        var scales = weights.Quantization ?? throw context.Malformed($"{weights} has no quantization, quantized weights need a scale");
        foreach (var scale in scales.Scales)
            context.PositiveScale(weights, scale);
        if (scales.IsPerChannel && (scales.Scales.Length != channels || scales.Axis != axis))
            throw context.Malformed(
                $"{weights} has {scales.Scales.Length} scales along axis {scales.Axis}, expected 1, or {channels} along axis {axis}");
        return scales;
    }

    // As TensorFlow Lite Micro prepares it: all in float64, but FULLY_CONNECTED with one weight scale takes the product in float32.
    internal static OutputQuantization Multipliers(
        PrepareContext context, TensorScale input, TensorQuantization weights, TensorScale output, bool floatProduct)
    {
        var factors = weights.Scales.Select(w => floatProduct
            ? (double)(input.Scale * w) / output.Scale
            : (double)input.Scale * w / output.Scale);
        var pairs = factors.Select(f => context.Multiplier(f, "input scale * weight scale / output scale")).ToArray();
        return new([.. pairs.Select(p => p.Multiplier)], [.. pairs.Select(p => p.Shift)]);
    }
}
