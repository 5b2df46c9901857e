using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_1x1_s4</c>: <see cref="ConvolveS4"/> of a 1x1 filter without padding and groups, any stride, no scratch; int4 weights.</summary>
public static class Convolve1x1S4
{
    private const string Name = "arm_convolve_1x1_s4";

    /// <exception cref="KernelStatusException">Padding.</exception>
    /// <exception cref="KernelContractException">No 1x1 filter, groups, or windows beyond the input, none of which the C looks at.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        PointwiseContract.Check(Name, parameters, inputDims, filterDims, outputDims);
        ConvolveS8.Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int4Weights(filter), bias, new(1, 1),
            PixelGroups.Of(context, outputDims.W), outputDims, output);
    }
}
