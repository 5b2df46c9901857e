using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Weights, bias and output quantization of an INT16 layer with INT8 weights.</summary>
/// <param name="Filter">Weights in the file's order.</param>
/// <param name="NarrowBias">The bias of an INT32 accumulator; empty without one.</param>
/// <param name="WideBias">The bias of an INT64 accumulator; empty without one.</param>
/// <param name="IsInt32">True for an INT32 accumulator, requantized by the whole multiplier.</param>
public sealed record WideLayer(
    TensorScale Output, sbyte[] Filter, TensorQuantization FilterScales, int[] NarrowBias, long[] WideBias, bool IsInt32,
    OutputQuantization Quantization)
{
    /// <summary>The bias as the convolution kernels take it; its type picks the accumulator.</summary>
    public BiasData Bias => IsInt32 ? BiasData.Of(NarrowBias) : BiasData.Of(WideBias);

    /// <summary>Reads input, weights, bias and output 0.</summary>
    /// <param name="channels">Output channels.</param>
    /// <param name="axis">The weights' channel axis.</param>
    /// <param name="biasType">The option <c>quantized_bias_type</c>: what counts where there is no bias.</param>
    /// <param name="floatProduct">As in <see cref="WeightedLayer.Read"/>.</param>
    /// <param name="inputs">Where they stand; null for 0, 1 and 2.</param>
    /// <exception cref="ModelException">Zero points, wrong types or lengths, or a factor beyond 2^7.</exception>
    public static WideLayer Read(
        PrepareContext context, int channels, int axis, ElementType biasType, bool floatProduct = false, LayerInputs? inputs = null)
    {
        var at = inputs ?? LayerInputs.Usual;
        var weights = context.Input(at.Weights);
        var scales = WeightedLayer.FilterQuantization(context, weights, channels, axis);
        var input = context.SymmetricScale(context.Input(at.Input));
        var output = context.SymmetricScale(context.SameType(context.Output, context.Input(at.Input)));
        var quantization = WeightedLayer.Multipliers(context, input, scales, output, floatProduct && !scales.IsPerChannel);
        var bias = ReadBias(context, context.OptionalInput(at.Bias), channels);
        var isInt32 = (bias?.Type ?? biasType) == ElementType.Int32;
        if (!isInt32)
            context.RequireWide(new(1, quantization.Shifts.Max()));
        var filter = PrepareContext.Values<sbyte>(context.Constant(weights, ElementType.Int8));
        return new(output, filter, scales, isInt32 ? Values<int>(bias) : [], isInt32 ? [] : Values<long>(bias), isInt32, quantization);
    }

    private static T[] Values<T>(TensorInfo? tensor)
        where T : unmanaged => tensor is null ? [] : PrepareContext.Values<T>(tensor);

    private static TensorInfo? ReadBias(PrepareContext context, TensorInfo? tensor, int channels)
    {
        if (tensor is null)
            return null;
        if (!tensor.IsConstant || tensor.Type is not (ElementType.Int32 or ElementType.Int64))
            throw context.UnsupportedType(tensor, "a constant of INT64 or INT32");
        return tensor.ElementCount == channels
            ? tensor
            : throw context.Malformed($"{tensor} has {tensor.ElementCount} elements for {channels} output channels");
    }
}
