using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_depthwise_conv_s4</c>: <see cref="DepthwiseConvS8"/> with int4 weights.</summary>
/// <remarks>
/// input [n][h][w][Cin], filter [1][kh][kw][Cout] as nibbles (low one first, rows not byte-aligned), bias [Cout] or empty,
/// output [n][oh][ow][Cout], Cout = Cin * multiplier.
/// </remarks>
public static class DepthwiseConvS4
{
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, at);
            output[index++] = context.OutputS8(accumulator, quantization[at.O], parameters.Conv.OutputOffset, parameters.Conv.Activation);
        }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, DepthwiseConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) =>
        DepthwiseConvS8.Sum(context, parameters, inputDims, input, filterDims, new Int4Weights(filter), bias, at);
}
