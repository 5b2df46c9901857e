using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_wrapper_s4</c>: chooses between the int4 depthwise kernels and says which in <see cref="KernelContext.Chosen"/>.
/// </summary>
public static class DepthwiseConvWrapperS4
{
    private const string Opt = "arm_depthwise_conv_s4_opt";

    /// <exception cref="KernelStatusException">As the chosen kernel.</exception>
    /// <exception cref="KernelContractException">As the chosen kernel.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        context.Chosen = Choose(parameters, inputDims);
        if (context.Chosen == Opt)
            DepthwiseConvS4Opt.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
        else
            DepthwiseConvS4.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <summary>Arm's name of the kernel that serves such a layer on every path.</summary>
    public static string Choose(DepthwiseConvParams parameters, Dims inputDims) =>
        parameters.ChannelMultiplier == 1 && IsSimple(parameters, inputDims) ? Opt : "arm_depthwise_conv_s4";

    /// <summary>Bytes of scratch; only the opt kernel takes some.</summary>
    public static int BufferSize(KernelPath path, DepthwiseConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims) =>
        inputDims.C == outputDims.C && IsSimple(parameters, inputDims) ? DepthwiseConvS4Opt.BufferSize(path, inputDims, filterDims) : 0;

    private static bool IsSimple(DepthwiseConvParams p, Dims input) => input.N == 1 && p.Conv.Dilation == new Tile(1, 1);
}
