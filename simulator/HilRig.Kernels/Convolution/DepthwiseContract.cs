using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>What the depthwise kernels return an error for, and what they rely on without a look.</summary>
internal static class DepthwiseContract
{
    // CH_IN_BLOCK_MVE: the opt kernels take so many channels at a time.
    public const int MveBlock = 124;

    /// <summary>For every kernel: shapes agree.</summary>
    public static void Check(string kernel, DepthwiseConvParams p, Dims input, Dims filter, Dims output)
    {
        var contract = new ConvContract(kernel);
        contract.RequireShapes(p.Conv.Stride, p.Conv.Dilation, input, output, filter.C);
        contract.Require(
            p.ChannelMultiplier >= 1 && output.C == input.C * p.ChannelMultiplier,
            $"{input.C} input channels times {p.ChannelMultiplier} are not {output.C} output channels");
    }

    /// <summary>For the generic kernels, which count in 16 bits.</summary>
    public static void CheckGeneric(string kernel, DepthwiseConvParams p, Dims input, Dims filter, Dims output)
    {
        Check(kernel, p, input, filter, output);
        new ConvContract(kernel).RequireUInt16(p.Conv, input, filter, output);
        new ConvContract(kernel).RequireInt16Taps(p.Conv, output);
    }

    /// <summary>ARM_CMSIS_NN_ARG_ERROR for kernels without a channel multiplier.</summary>
    public static void CheckChannels(string kernel, Dims input, Dims output)
    {
        if (input.C != output.C)
            throw KernelStatusException.Argument(kernel, $"{input.C} input and {output.C} output channels must be equal");
    }

    /// <summary>For kernels that look at one image only, and not at the dilation.</summary>
    public static void CheckSingle(string kernel, DepthwiseConvParams p, Dims input)
    {
        var contract = new ConvContract(kernel);
        contract.Require(input.N == 1, $"{input.N} batches: the kernel writes the first only");
        CheckDilation(kernel, p);
    }

    public static void CheckDilation(string kernel, DepthwiseConvParams p) => new ConvContract(kernel).Require(
        p.Conv.Dilation == new Tile(1, 1), $"dilation {p.Conv.Dilation.H}x{p.Conv.Dilation.W}: the kernel does not look at it");

    /// <summary>MVE steps a NULL bias from one block of channels to the next and reads there; its columns are int8, padding and all.</summary>
    public static void CheckMve(string kernel, KernelContext context, DepthwiseConvParams p, bool hasBias, Dims output)
    {
        if (context.Path != KernelPath.Mve)
            return;
        var contract = new ConvContract(kernel);
        contract.RequireZeroPoint(p.Conv.InputOffset);
        contract.Require(
            hasBias || output.C <= MveBlock, $"NULL bias with {output.C} channels: beyond {MveBlock} MVE reads from low addresses");
    }
}
