using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_s4</c>: <see cref="ConvolveS8"/> with int4 weights and without groups.</summary>
/// <remarks>
/// input [n][h][w][Cin], filter [Cout][kh][kw][Cin] as nibbles (low one first, rows not byte-aligned), bias [Cout] or empty,
/// output [n][oh][ow][Cout].
/// </remarks>
public static class ConvolveS4
{
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, at);
            output[index++] = context.OutputS8(accumulator, quantization[at.O], parameters.OutputOffset, parameters.Activation);
        }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) =>
        ConvolveS8.Sum(context, parameters, inputDims, input, filterDims, new Int4Weights(filter), bias, at, new(1, 1));
}
