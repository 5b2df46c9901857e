using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>
/// The int8 and depthwise convolutions as TensorFlow Lite Micro's reference computes them: the sums of Arm's kernels, on any geometry.
/// What the C's buffers and 16-bit counters demand is not asked of it. Shapes as in the kernels of the same type.
/// </summary>
public static class PlainConvolution
{
    /// <summary>CONV_2D, see <see cref="ConvolveS8"/>.</summary>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output) => ConvolveS8.Compute(
        context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, new(1, 1), default, outputDims,
        output);

    /// <summary>DEPTHWISE_CONV_2D, see <see cref="DepthwiseConvS8"/>.</summary>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output) => DepthwiseConvS8.Compute(
        context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, outputDims, output);

    /// <summary>DEPTHWISE_CONV_2D on int16, see <see cref="DepthwiseConvS16"/>.</summary>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, Dims outputDims, Span<short> output) =>
        DepthwiseConvS16.Compute(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);

    /// <summary>TRANSPOSE_CONV, see <see cref="TransposeConvS8"/>.</summary>
    public static void Run(
        KernelContext context, TransposeConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = TransposeConvS8.Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, at);
            output[index++] = context.OutputS8(accumulator, quantization[at.O], parameters.OutputOffset, parameters.Activation);
        }
    }
}
