using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_s8</c> and what its wrapper chooses (3x3, opt): one filter per output channel.
/// This is the readable definition.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [1][kh][kw][Cout], bias [Cout] or empty, output [n][oh][ow][Cout], Cout = Cin * multiplier.</remarks>
public static class DepthwiseConvS8
{
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var index = 0;
        for (var n = 0; n < outputDims.N; n++)
            for (var y = 0; y < outputDims.H; y++)
                for (var x = 0; x < outputDims.W; x++)
                    for (var o = 0; o < outputDims.C; o++)
                    {
                        var accumulator = Accumulate(context, parameters, inputDims, input, filterDims, filter, bias, (n, y, x, o));
                        output[index++] = context.OutputS8(
                            accumulator, quantization[o], parameters.Conv.OutputOffset, parameters.Conv.Activation);
                    }
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, DepthwiseConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at)
    {
        var conv = parameters.Conv;
        var channel = at.O / parameters.ChannelMultiplier;
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        for (var ky = 0; ky < filterDims.H; ky++)
        {
            var iy = at.Y * conv.Stride.H - conv.Padding.H + ky * conv.Dilation.H;
            if (!Bounds.Inside(iy, inputDims.H))
                continue;
            for (var kx = 0; kx < filterDims.W; kx++)
            {
                var ix = at.X * conv.Stride.W - conv.Padding.W + kx * conv.Dilation.W;
                if (!Bounds.Inside(ix, inputDims.W))
                    continue;
                var value = input[((at.N * inputDims.H + iy) * inputDims.W + ix) * inputDims.C + channel] + conv.InputOffset;
                var weight = filter[(ky * filterDims.W + kx) * filterDims.C + at.O];
                accumulator = context.Wrap32((long)accumulator + value * weight);
            }
        }
        return accumulator;
    }
}
