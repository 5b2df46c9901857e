using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_s16</c>, and the result of the fast kernel that its wrapper may choose: int16 values, int8 weights, a 64-bit
/// accumulator, no zero points.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [1][kh][kw][Cout], bias [Cout] or empty, output [n][oh][ow][Cout], Cout = Cin * multiplier.</remarks>
public static class DepthwiseConvS16
{
    private const string Name = "arm_depthwise_conv_s16";

    /// <exception cref="KernelContractException">Shapes do not agree, or the C would leave its integer types.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<short> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, Dims outputDims, Span<short> output)
    {
        DepthwiseContract.CheckGeneric(Name, parameters, inputDims, filterDims, outputDims);
        Compute(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static long Accumulate(
        DepthwiseConvParams parameters, Dims inputDims, ReadOnlySpan<short> input, Dims filterDims, ReadOnlySpan<sbyte> filter,
        ReadOnlySpan<long> bias, (int N, int Y, int X, int O) at)
    {
        var channel = at.O / parameters.ChannelMultiplier;
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        foreach (var tap in WindowTaps.At(parameters.Conv, filterDims, inputDims, at.Y, at.X))
        {
            var value = input[((at.N * inputDims.H + tap.Y) * inputDims.W + tap.X) * inputDims.C + channel];
            accumulator += value * filter[tap.Kernel * filterDims.C + at.O];
        }
        return accumulator;
    }

    /// <summary>The whole output, without looking at the arguments.</summary>
    internal static void Compute(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<short> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, Dims outputDims, Span<short> output)
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Accumulate(parameters, inputDims, input, filterDims, filter, bias, at);
            output[index++] = context.OutputS16(accumulator, quantization[at.O], parameters.Conv.Activation);
        }
    }
}
