using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_convolve_1_x_n_s8</c>: convolution along one row. Plain C and DSP check their arguments and call <see cref="ConvolveS8"/>;
/// MVE has a kernel of its own, which fails for uneven padding and may miscount the last columns (see <see cref="Windows"/>).
/// </summary>
public static class Convolve1xNS8
{
    private const string Name = "arm_convolve_1_x_n_s8";

    /// <exception cref="KernelStatusException">The row is none, the scratch is missing, or MVE cannot pad so.</exception>
    /// <exception cref="KernelContractException">The C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var contract = new ConvContract(Name);
        RowArguments.Check(Name, parameters, inputDims);
        contract.RequireBuffer(context);
        if (context.Path == KernelPath.Mve)
            RunMve(contract, context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
        else
            ConvolveS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <summary>Bytes of scratch; on MVE one padded end of the row.</summary>
    public static int BufferSize(KernelPath path, ConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims)
    {
        if (path != KernelPath.Mve)
            return ConvolveS8.BufferSize(path, inputDims, filterDims);
        var split = RowSplit.Of(parameters, inputDims, filterDims, outputDims);
        if (!split.Covers(outputDims))
            return ConvolveS8.BufferSize(path, inputDims, filterDims);
        var (left, right) = (parameters.Padding.W, split.Asymmetry != 0 ? split.Right : parameters.Padding.W);
        return inputDims.C * Math.Max(filterDims.W + left, filterDims.W - 1 + right);
    }

    private static void RunMve(
        ConvContract contract, KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var split = RowSplit.Of(parameters, inputDims, filterDims, outputDims);
        if (!split.IsEven(parameters))
            throw RowArguments.Uneven(Name, parameters, split);
        if (!split.Covers(outputDims))
        {
            ConvolveS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
            return;
        }
        RowWindows.Check(contract, parameters, inputDims, filterDims, outputDims);
        var windows = new Windows(contract, split, parameters.Stride.W, parameters.Padding.W, filterDims.W, inputDims.C);
        RowWindows.Compute(
            contract, context, parameters, quantization, inputDims, input, filterDims, windows, new Int8Weights(filter), bias, outputDims, output);
    }

    /// <summary>
    /// Padded windows are read from scratch. For the left ones that is the padding and the first kw columns. For the right ones it is
    /// kw - 1 columns from where the first of them begins, then zeros: right only if that window overhangs the row by exactly one
    /// column. Behind these zeros the left end's content is still there.
    /// </summary>
    private readonly record struct Windows(ConvContract Contract, RowSplit Split, int Stride, int Padding, int Kernel, int Channels) : IRowWindows
    {
        private int FirstRight => Split.Left + Split.Inside;

        private int RightZeros => Split.Asymmetry != 0 ? Split.Right : Padding;

        public int? Column(int x, int k)
        {
            if (x < Split.Left)
                return LeftScratch(x * Stride + k);
            if (x < FirstRight)
                return x * Stride - Padding + k;
            var index = (x - FirstRight) * Stride + k;
            if (index < Kernel - 1)
                return FirstRight * Stride - Padding + index;
            return index < Kernel - 1 + RightZeros ? null : LeftScratch(index);
        }

        public int FirstWeight(int x, int k, int o) => (o * Kernel + k) * Channels;

        public bool IsPredicated(int x) => false;

        private int? LeftScratch(int index)
        {
            Contract.Require(index < Padding + Kernel, $"column {index} of the scratch was never written");
            return index < Padding ? null : index - Padding;
        }
    }
}
