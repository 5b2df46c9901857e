using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_wrapper_s16</c>: chooses between the int16 depthwise kernels and says which in <see cref="KernelContext.Chosen"/>.
/// </summary>
public static class DepthwiseConvWrapperS16
{
    /// <exception cref="KernelStatusException">As the chosen kernel.</exception>
    /// <exception cref="KernelContractException">As the chosen kernel.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<short> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<long> bias, Dims outputDims, Span<short> output)
    {
        context.Chosen = Choose(parameters, filterDims);
        if (DepthwiseConvFastS16.Serves(parameters, filterDims))
            DepthwiseConvFastS16.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
        else
            DepthwiseConvS16.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <summary>The kernel the wrapper takes, by its CMSIS-NN name.</summary>
    public static string Choose(DepthwiseConvParams parameters, Dims filterDims) =>
        DepthwiseConvFastS16.Serves(parameters, filterDims) ? "arm_depthwise_conv_fast_s16" : "arm_depthwise_conv_s16";

    /// <summary>Bytes of scratch; only the fast kernel takes some, and only on DSP and MVE.</summary>
    public static int BufferSize(KernelPath path, DepthwiseConvParams parameters, Dims inputDims, Dims filterDims) =>
        DepthwiseConvFastS16.Serves(parameters, filterDims) ? DepthwiseConvFastS16.BufferSize(path, inputDims, filterDims) : 0;
}
