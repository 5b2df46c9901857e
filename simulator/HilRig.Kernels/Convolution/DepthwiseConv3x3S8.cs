using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_depthwise_conv_3x3_s8</c>: one 3x3 filter per channel of one image, padded by at most one column.</summary>
public static class DepthwiseConv3x3S8
{
    private const string Name = "arm_depthwise_conv_3x3_s8";

    /// <exception cref="KernelStatusException">A channel multiplier, another filter, or wider padding.</exception>
    /// <exception cref="KernelContractException">Batches, dilation, or a window whose middle column lies outside the input.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        Check(parameters, inputDims, filterDims, outputDims);
        DepthwiseConvS8.Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, outputDims, output);
    }

    private static void Check(DepthwiseConvParams p, Dims input, Dims filter, Dims output)
    {
        DepthwiseContract.CheckChannels(Name, input, output);
        if (p.Conv.Padding.W > 1 || filter is not { H: 3, W: 3 })
            throw KernelStatusException.Argument(Name, $"filter {filter.H}x{filter.W} must be 3x3, padding {p.Conv.Padding.W} columns at most 1");
        DepthwiseContract.Check(Name, p, input, filter, output);
        DepthwiseContract.CheckSingle(Name, p, input);
        // Outer columns are tested against the image, the middle one is not.
        var middle = (output.W - 1) * p.Conv.Stride.W - p.Conv.Padding.W + 1;
        new ConvContract(Name).Require(middle < input.W, $"the last window's middle column {middle} lies outside an input of {input.W} columns");
    }
}
