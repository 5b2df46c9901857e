using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_s8</c>, and the result of what its wrapper chooses (3x3, opt): one filter per output channel.
/// This is the readable definition.
/// </summary>
/// <remarks>input [n][h][w][Cin], filter [1][kh][kw][Cout], bias [Cout] or empty, output [n][oh][ow][Cout], Cout = Cin * multiplier.</remarks>
public static class DepthwiseConvS8
{
    private const string Name = "arm_depthwise_conv_s8";

    /// <exception cref="KernelContractException">Shapes do not agree, or the C would leave its integer types.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var conv = parameters.Conv;
        if (parameters.ChannelMultiplier % 4 == 0 && inputDims.N == 1 && conv.Dilation == new Tile(1, 1))
            DepthwiseContract.Check(Name, parameters, inputDims, filterDims, outputDims);
        else
            DepthwiseContract.CheckGeneric(Name, parameters, inputDims, filterDims, outputDims);
        Compute(context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, outputDims, output);
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, DepthwiseConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) =>
        Sum(context, parameters, inputDims, input, filterDims, new Int8Weights(filter), bias, at);

    /// <summary>The whole output, for any weights and without looking at the arguments.</summary>
    internal static void Compute<TWeights>(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, TWeights weights, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
        where TWeights : IWeights, allows ref struct
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Sum(context, parameters, inputDims, input, filterDims, weights, bias, at);
            output[index++] = context.OutputS8(accumulator, quantization[at.O], parameters.Conv.OutputOffset, parameters.Conv.Activation);
        }
    }

    /// <summary>The accumulator of one output element, for any weights.</summary>
    internal static int Sum<TWeights>(
        KernelContext context, DepthwiseConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        TWeights weights, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at)
        where TWeights : IWeights, allows ref struct
    {
        var channel = at.O / parameters.ChannelMultiplier;
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        foreach (var tap in WindowTaps.At(parameters.Conv, filterDims, inputDims, at.Y, at.X))
        {
            var value = input[((at.N * inputDims.H + tap.Y) * inputDims.W + tap.X) * inputDims.C + channel] + parameters.Conv.InputOffset;
            accumulator = context.Wrap32((long)accumulator + value * weights[tap.Kernel * filterDims.C + at.O]);
        }
        return accumulator;
    }
}
