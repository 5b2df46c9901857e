using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_transpose_conv_s8</c>, and the result of both ways its wrapper chooses from. Every input pixel (iy, ix) adds its products to
/// the outputs (iy * stride + ky - padding, ix * stride + kx - padding); here each output gathers what falls on it.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [Cout][kh][kw][Cin], bias [Cout] or empty, output [n][oh][ow][Cout].</remarks>
public static class TransposeConvS8
{
    public static void Run(
        KernelContext context, TransposeConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
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
        KernelContext context, TransposeConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at)
    {
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        // Backwards through the kernel is forwards through the input, the order in which the C adds.
        for (var ky = filterDims.H - 1; ky >= 0; ky--)
            for (var kx = filterDims.W - 1; kx >= 0; kx--)
            {
                if (Source(at.Y + parameters.Padding.H - ky, parameters.Stride.H, inputDims.H) is not { } iy
                    || Source(at.X + parameters.Padding.W - kx, parameters.Stride.W, inputDims.W) is not { } ix)
                    continue;
                var pixel = input.Slice(((at.N * inputDims.H + iy) * inputDims.W + ix) * inputDims.C, inputDims.C);
                var weights = filter.Slice(((at.O * filterDims.H + ky) * filterDims.W + kx) * filterDims.C, filterDims.C);
                for (var c = 0; c < weights.Length; c++)
                    accumulator = context.Wrap32((long)accumulator + (pixel[c] + parameters.InputOffset) * weights[c]);
            }
        return accumulator;
    }

    // The input coordinate whose products begin at this output coordinate; null between strides and outside the input.
    private static int? Source(int begin, int stride, int size) =>
        begin >= 0 && begin % stride == 0 && begin / stride < size ? begin / stride : null;
}
