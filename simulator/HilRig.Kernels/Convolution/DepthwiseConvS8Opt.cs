using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_s8_opt</c>: one filter per channel of one image. Plain C calls <see cref="DepthwiseConvS8"/>, batches and all.
/// </summary>
public static class DepthwiseConvS8Opt
{
    private const string Name = "arm_depthwise_conv_s8_opt";

    /// <exception cref="KernelStatusException">A channel multiplier, or no scratch on DSP and MVE.</exception>
    /// <exception cref="KernelContractException">On DSP and MVE batches, dilation, or a NULL bias that MVE would read.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        DepthwiseContract.CheckChannels(Name, inputDims, outputDims);
        new ConvContract(Name).RequireBuffer(context, BufferSize(context.Path, inputDims, filterDims) > 0);
        if (context.Path == KernelPath.C)
        {
            DepthwiseConvS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
            return;
        }
        DepthwiseContract.Check(Name, parameters, inputDims, filterDims, outputDims);
        DepthwiseContract.CheckSingle(Name, parameters, inputDims);
        DepthwiseContract.CheckMve(Name, context, parameters, !bias.IsEmpty, outputDims);
        DepthwiseConvS8.Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, outputDims, output);
    }

    /// <summary>Bytes of scratch: none, on DSP one window of int16 channels, on MVE four windows of a block of channels.</summary>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims) => path switch
    {
        KernelPath.Dsp => 2 * inputDims.C * filterDims.H * filterDims.W,
        KernelPath.Mve => 4 * DepthwiseContract.MveBlock * filterDims.H * filterDims.W,
        _ => 0,
    };
}
