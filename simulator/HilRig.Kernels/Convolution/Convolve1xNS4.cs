using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_convolve_1_x_n_s4</c>: convolution along one row, int4 weights. Plain C and DSP check their arguments and call
/// <see cref="ConvolveS4"/>; MVE has a kernel of its own, which fails for uneven padding.
/// </summary>
public static class Convolve1xNS4
{
    private const string Name = "arm_convolve_1_x_n_s4";

    /// <exception cref="KernelStatusException">The row is none, the scratch is missing, or MVE cannot pad so.</exception>
    /// <exception cref="KernelContractException">The C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var contract = new ConvContract(Name);
        RowArguments.Check(Name, parameters, inputDims);
        contract.RequireBuffer(context, BufferSize(context.Path, parameters, inputDims, filterDims, outputDims) > 0);
        if (context.Path == KernelPath.Mve)
            RunMve(contract, context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
        else
            ConvolveS4.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <summary>Bytes of scratch; none on MVE, unless the row is too short for its padded windows, and then the kernel fails.</summary>
    public static int BufferSize(KernelPath path, ConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims) =>
        path == KernelPath.Mve && RowSplit.Of(parameters, inputDims, filterDims, outputDims).Covers(outputDims)
            ? 0
            : ConvolveS4.BufferSize(path, inputDims, filterDims);

    private static void RunMve(
        ConvContract contract, KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var split = RowSplit.Of(parameters, inputDims, filterDims, outputDims);
        if (!split.IsEven(parameters) || !split.Covers(outputDims))
            throw RowArguments.Uneven(Name, parameters, split);
        RowWindows.Check(contract, parameters, inputDims, filterDims, outputDims);
        var windows = new Windows(split, parameters.Stride.W, parameters.Padding.W, filterDims.W, inputDims.W, inputDims.C);
        RowWindows.Compute(
            contract, context, parameters, quantization, inputDims, input, filterDims, windows, new Int4Weights(filter), bias, outputDims, output);
    }

    /// <summary>
    /// Padded windows are computed from the taps that remain. Their rows of weights are addressed by bytes, so where kw * Cin (or the left
    /// padding's share of it) is odd, they are taken one nibble too early.
    /// </summary>
    private readonly record struct Windows(RowSplit Split, int Stride, int Padding, int Kernel, int Width, int Channels) : IRowWindows
    {
        public int? Column(int x, int k)
        {
            var column = x * Stride - Padding + k;
            return column < 0 || (IsRight(x) && column >= Width) ? null : column;
        }

        public int FirstWeight(int x, int k, int o)
        {
            var row = o * Kernel * Channels;
            if (x >= Split.Left && !IsRight(x))
                return row + k * Channels;
            var begin = x < Split.Left ? Padding - x * Stride : 0;
            return WholeBytes(begin * Channels) + WholeBytes(row) + (k - begin) * Channels;
        }

        // The padded ends are computed one window at a time.
        public bool IsPredicated(int x) =>
            x >= Split.Left && !IsRight(x) && new PixelGroups(Split.Inside).IsPredicated(x - Split.Left);

        private bool IsRight(int x) => x >= Split.Left + Split.Inside;

        private static int WholeBytes(int nibbles) => nibbles / 2 * 2;
    }
}
