using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_s4</c>: <see cref="DepthwiseConvS8"/> with int4 weights. With an odd number of input channels the library
/// takes wrong weights, unless the multiplier is 1 and no tap is cropped by padding; so does this definition.
/// </summary>
/// <remarks>
/// input [n][h][w][Cin], filter [1][kh][kw][Cout] as nibbles (low one first, rows not byte-aligned), bias [Cout] or empty,
/// output [n][oh][ow][Cout], Cout = Cin * multiplier.
/// </remarks>
public static class DepthwiseConvS4
{
    private const string Name = "arm_depthwise_conv_s4";

    /// <exception cref="KernelContractException">Shapes do not agree, or the C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        DepthwiseContract.CheckGeneric(Name, parameters, inputDims, filterDims, outputDims);
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
        ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) => inputDims.C % 2 == 0
        ? DepthwiseConvS8.Sum(context, parameters, inputDims, input, filterDims, new Int4Weights(filter), bias, at)
        : SumOdd(context, parameters, inputDims, input, filterDims, filter, bias, at);

    /// <summary>
    /// The library's walk over nibbles for odd Cin. From tap to tap it steps by whole bytes, Cin / 2 * multiplier, and makes up for the
    /// odd nibble by switching between low and high, one byte further after each high one. But it switches at taps inside the input
    /// only, so cropped taps shift the weights of those behind them, and of the next channels too.
    /// </summary>
    private static int SumOdd(
        KernelContext context, DepthwiseConvParams p, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<byte> filter,
        ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at)
    {
        var taps = WindowTaps.At(p.Conv, filterDims, inputDims, at.Y, at.X);
        var channel = at.O / p.ChannelMultiplier;
        var bytesPerTap = inputDims.C / 2 * p.ChannelMultiplier;
        var switchesPerChannel = taps.Count + filterDims.H * filterDims.W + 1;
        var (isHigh, first) = (at.O * switchesPerChannel % 2 != 0, at.O / 2);
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        foreach (var tap in taps)
        {
            var index = tap.Kernel * bytesPerTap + first;
            new ConvContract(Name).Require(index < filter.Length, $"odd Cin {inputDims.C} reads byte {index} of a filter of {filter.Length}");
            var value = input[((at.N * inputDims.H + tap.Y) * inputDims.W + tap.X) * inputDims.C + channel] + p.Conv.InputOffset;
            accumulator = context.Wrap32((long)accumulator + value * new Int4Weights(filter)[2 * index + (isHigh ? 1 : 0)]);
            first += isHigh ? 1 : 0;
            isHigh = !isHigh;
        }
        return accumulator;
    }
}
