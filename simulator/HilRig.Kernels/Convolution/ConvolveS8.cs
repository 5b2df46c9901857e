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
    private const string Name = "arm_convolve_s8";
    private static readonly Tile NoUpscale = new(1, 1);

    /// <exception cref="KernelStatusException">No scratch, or channels that the groups do not divide.</exception>
    /// <exception cref="KernelContractException">The C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output) =>
        Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, NoUpscale, outputDims, output);

    /// <summary>
    /// As Arm's function with its <c>upscale_dims</c>: with 2 on an axis the input that is convolved has zeros between its rows or
    /// columns. It serves the transpose convolution.
    /// </summary>
    /// <param name="inputDims">Of the upscaled input; the tensor itself has half of it on an axis upscaled by 2.</param>
    /// <param name="upscale">1 or 2 for each axis.</param>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Tile upscale, Dims outputDims, Span<sbyte> output)
    {
        Check(context, parameters, inputDims, filterDims, !bias.IsEmpty, upscale, outputDims);
        Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, upscale, default, outputDims, output);
    }

    /// <summary>Bytes of scratch: two widened columns, on MVE four columns of int8.</summary>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims)
    {
        var columns = filterDims.H * filterDims.W * inputDims.C;
        return path == KernelPath.Mve ? 4 * Align.Up(columns, 16) : 4 * Align.Up(columns, 4);
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) =>
        Sum(context, parameters, inputDims, input, filterDims, new Int8Weights(filter), bias, NoUpscale, at);

    /// <summary>The whole output, for any weights and without looking at the arguments.</summary>
    internal static void Compute<TWeights>(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, TWeights weights, ReadOnlySpan<int> bias, Tile upscale, PixelGroups groups, Dims outputDims, Span<sbyte> output)
        where TWeights : IWeights, allows ref struct
    {
        var index = 0;
        foreach (var at in outputDims.Positions())
        {
            var accumulator = Sum(context, parameters, inputDims, input, filterDims, weights, bias, upscale, at);
            var (scale, offset, activation) = (quantization[at.O], parameters.OutputOffset, parameters.Activation);
            output[index] = groups.IsPredicated(index / outputDims.C)
                ? context.OutputS8Predicated(accumulator, scale, offset, activation)
                : context.OutputS8(accumulator, scale, offset, activation);
            index++;
        }
    }

    /// <summary>The accumulator of one output element, for any weights.</summary>
    internal static int Sum<TWeights>(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims, TWeights weights,
        ReadOnlySpan<int> bias, Tile upscale, (int N, int Y, int X, int O) at)
        where TWeights : IWeights, allows ref struct
    {
        var groupOutputs = filterDims.N / (inputDims.C / filterDims.C);
        var firstChannel = at.O / groupOutputs * filterDims.C;
        var firstWeight = at.O * filterDims.H * filterDims.W * filterDims.C;
        // Of an axis upscaled by 2 the input has every second coordinate, between them are zeros.
        var (rowBit, columnBit) = (upscale.H >> 1, upscale.W >> 1);
        var (height, width) = (inputDims.H >> rowBit, inputDims.W >> columnBit);
        var accumulator = bias.IsEmpty ? 0 : bias[at.O];
        foreach (var tap in WindowTaps.At(parameters, filterDims, inputDims, at.Y, at.X))
        {
            if ((tap.Y & rowBit) != 0 || (tap.X & columnBit) != 0)
                continue;
            var (y, x) = (tap.Y >> rowBit, tap.X >> columnBit);
            var pixel = input.Slice(((at.N * height + y) * width + x) * inputDims.C + firstChannel, filterDims.C);
            for (var c = 0; c < pixel.Length; c++)
                accumulator = context.Wrap32(
                    (long)accumulator + (pixel[c] + parameters.InputOffset) * weights[firstWeight + tap.Kernel * filterDims.C + c]);
        }
        return accumulator;
    }

    private static void Check(KernelContext context, ConvParams p, Dims input, Dims filter, bool hasBias, Tile upscale, Dims output)
    {
        var contract = new ConvContract(Name);
        contract.RequireBuffer(context);
        contract.Require(filter.C >= 1 && filter.C <= input.C, $"the filter has {filter.C} input channels, the input {input.C}");
        var groups = input.C / filter.C;
        if (input.C % groups != 0 || output.C % groups != 0)
            throw KernelStatusException.Argument(Name, $"{groups} groups do not divide {input.C} input and {output.C} output channels");
        contract.RequireShapes(p.Stride, p.Dilation, input, output, filter.N);
        contract.RequireZeroPoint(p.InputOffset);
        contract.RequireUInt16(p, input, filter, output);
        contract.RequireColumns(context.Path, filter.H * filter.W * filter.C);
        contract.Require(hasBias || groups == 1, $"NULL bias with {groups} groups: the C moves the NULL pointer and reads there");
        contract.Require(upscale is { H: 1 or 2, W: 1 or 2 }, $"upscale {upscale.H}x{upscale.W} must be 1 or 2");
        contract.Require(groups == 1 || upscale == NoUpscale, "an upscaled input has no groups: the C forgets their offset");
    }
}
