using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.FullyConnected;

/// <summary>
/// <c>arm_fully_connected_wrapper_s8</c>: one multiplier or one for each output, and <see cref="KernelContext.Chosen"/> says which.
/// </summary>
public static class FullyConnectedWrapperS8
{
    /// <param name="isPerChannel"><c>cmsis_nn_quant_params.is_per_channel</c>; where it is false the first pair counts.</param>
    /// <exception cref="KernelStatusException">MVE without scratch, which there holds the sums of the rows of weights.</exception>
    public static void Run(
        KernelContext context, FullyConnectedParams parameters, OutputQuantization quantization, bool isPerChannel, int batches, int depth,
        ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, int outputs, Span<sbyte> output)
    {
        if (isPerChannel)
        {
            context.Chosen = "arm_fully_connected_per_channel_s8";
            FullyConnectedPerChannelS8.Run(context, parameters, quantization, batches, depth, input, filter, bias, outputs, output);
        }
        else
        {
            context.Chosen = "arm_fully_connected_s8";
            FullyConnectedS8.Run(context, parameters, quantization.First, batches, depth, input, filter, bias, outputs, output);
        }
    }
}
