using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_s4_opt</c>: one filter per channel of one image, int4 weights. Unlike <see cref="DepthwiseConvS4"/> it is right
/// for odd channels too.
/// </summary>
public static class DepthwiseConvS4Opt
{
    private const string Name = "arm_depthwise_conv_s4_opt";

    /// <exception cref="KernelStatusException">A channel multiplier, or no scratch.</exception>
    /// <exception cref="KernelContractException">Batches, dilation, or a NULL bias that MVE would read.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        DepthwiseContract.CheckChannels(Name, inputDims, outputDims);
        new ConvContract(Name).RequireBuffer(context);
        DepthwiseContract.Check(Name, parameters, inputDims, filterDims, outputDims);
        DepthwiseContract.CheckSingle(Name, parameters, inputDims);
        DepthwiseContract.CheckMve(Name, context, parameters, !bias.IsEmpty, outputDims);
        DepthwiseConvS8.Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int4Weights(filter), bias, outputDims, output);
    }

    /// <summary>Bytes of scratch: one window of int16 channels, on MVE four windows of a block of channels.</summary>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims) => path == KernelPath.Mve
        ? DepthwiseConvS8Opt.BufferSize(path, inputDims, filterDims)
        : DepthwiseConvS8Opt.BufferSize(KernelPath.Dsp, inputDims, filterDims);
}
