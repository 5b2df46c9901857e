using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_convolve_s8</c> and every kernel its wrapper chooses (1x1, 1xN): they all give this result, because the int32
/// accumulator wraps and so does not care about order. This is the readable definition.
/// </summary>
/// <remarks>
/// input [n][h][w][Cin], filter [Cout][kh][kw][Cin/groups], bias [Cout] or empty, output [n][oh][ow][Cout].
/// Output channel o belongs to group o / (Cout/groups).
/// </remarks>
public static class ConvolveS8
{
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var index = 0;
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                    for (var o = 0; o < outputDims.C; o++)
                    {
                        var accumulator = Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, (n, y, x, o));
                        output[index++] = context.OutputS8(accumulator, quantization[o], parameters.OutputOffset, parameters.Activation);
                    }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at)
    {
        var groupOutputs = filterDims.N / (inputDims.C / filterDims.C);
        var firstChannel = at.O / groupOutputs * filterDims.C;
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        for (var ky = 0; ky < filterDims.H; ky++)
        {
            var iy = at.Y * parameters.Stride.H - parameters.Padding.H + ky * parameters.Dilation.H;
            if (!Bounds.Inside(iy, inputDims.H))
                continue;
            for (var kx = 0; kx < filterDims.W; kx++)
            {
                var ix = at.X * parameters.Stride.W - parameters.Padding.W + kx * parameters.Dilation.W;
                if (!Bounds.Inside(ix, inputDims.W))
                    continue;
                var pixel = input.Slice(((at.N * inputDims.H + iy) * inputDims.W + ix) * inputDims.C + firstChannel, filterDims.C);
                var weights = filter.Slice(((at.O * filterDims.H + ky) * filterDims.W + kx) * filterDims.C, filterDims.C);
                for (var c = 0; c < weights.Length; c++)
                    accumulator = context.Wrap32((long)accumulator + (pixel[c] + parameters.InputOffset) * weights[c]);
            }
        }
        return accumulator;
    }
}
