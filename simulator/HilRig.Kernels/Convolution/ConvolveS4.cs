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
    private const string Name = "arm_convolve_s4";
    private static readonly Tile NoUpscale = new(1, 1);

    /// <exception cref="KernelStatusException">No scratch.</exception>
    /// <exception cref="KernelContractException">Groups, or the C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output) =>
        Run(Name, context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);

    /// <summary>Bytes of scratch: two widened columns, on MVE four columns of int8.</summary>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims)
    {
        var columns = filterDims.H * filterDims.W * inputDims.C;
        return path == KernelPath.Mve ? 4 * Align.Up(columns, 16) : 4 * columns;
    }

    /// <summary>The accumulator of one output element, bias included, before requantization.</summary>
    public static int Accumulate(
        KernelContext context, ConvParams parameters, Dims inputDims, ReadOnlySpan<sbyte> input, Dims filterDims,
        ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, (int N, int Y, int X, int O) at) =>
        ConvolveS8.Sum(context, parameters, inputDims, input, filterDims, new Int4Weights(filter), bias, NoUpscale, at);

    /// <summary>For both functions of this result.</summary>
    internal static void Run(
        string name, KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var contract = new ConvContract(name);
        contract.RequireBuffer(context);
        contract.RequireShapes(parameters.Stride, parameters.Dilation, inputDims, outputDims, filterDims.N);
        contract.RequireNoGroups(inputDims, filterDims);
        if (context.Path == KernelPath.Mve)
            contract.RequireZeroPoint(parameters.InputOffset);
        contract.RequireUInt16(parameters, inputDims, filterDims, outputDims);
        contract.RequireColumns(context.Path, filterDims.H * filterDims.W * filterDims.C);
        ConvolveS8.Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int4Weights(filter), bias, NoUpscale,
            PixelGroups.Of(context, outputDims.H * outputDims.W), outputDims, output);
    }
}
