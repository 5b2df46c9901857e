using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_convolve_s8</c>, and the result of every kernel its wrapper chooses (1x1, 1xN): they agree because the int32
/// accumulator wraps and so does not care about order. This is the readable definition.
/// </summary>
/// <remarks>
/// input [n][h][w][Cin], filter [Cout][kh][kw][Cin/groups], bias [Cout] or empty, output [n][oh][ow][Cout].
/// Output channel o belongs to group o / (Cout/groups).
/// </remarks>
public static class ConvolveS8
{
    private static readonly Tile NoUpscale = new(1, 1);

    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
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
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) =>
        Sum(context, parameters, inputDims, input, filterDims, new Int8Weights(filter), bias, at, NoUpscale);

    /// <summary>The same for any weights and an input that is upscaled by zeros between its pixels.</summary>
    internal static int Sum<TWeights>(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims, TWeights weights,
        ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at, Tile upscale)
        where TWeights : IWeights, allows ref struct
    {
        var groupOutputs = filterDims.N / (inputDims.C / filterDims.C);
        var firstChannel = at.O / groupOutputs * filterDims.C;
        var firstWeight = at.O * filterDims.H * filterDims.W * filterDims.C;
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        foreach (var tap in WindowTaps.At(parameters, filterDims, inputDims, at.Y, at.X))
        {
            var pixel = input.Slice(((at.N * inputDims.H + tap.Y) * inputDims.W + tap.X) * inputDims.C + firstChannel, filterDims.C);
            for (var c = 0; c < pixel.Length; c++)
                accumulator = context.Wrap32(
                    (long)accumulator + (pixel[c] + parameters.InputOffset) * weights[firstWeight + tap.Kernel * filterDims.C + c]);
        }
        return accumulator;
    }
}
