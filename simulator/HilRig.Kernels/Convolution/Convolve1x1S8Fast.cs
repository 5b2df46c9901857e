using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_1x1_s8_fast</c>: <see cref="Convolve1x1S8"/> with stride 1, one product of matrices over all pixels.</summary>
public static class Convolve1x1S8Fast
{
    private const string Name = "arm_convolve_1x1_s8_fast";

    /// <exception cref="KernelStatusException">Padding, or a stride other than 1.</exception>
    /// <exception cref="KernelContractException">No 1x1 filter, groups, or an output that is not as large as the input.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        PointwiseContract.CheckFast(Name, parameters, inputDims, filterDims, outputDims);
        ConvolveS8.Compute(
            context, parameters, quantization, inputDims, input, filterDims, new Int8Weights(filter), bias, new(1, 1), default, outputDims, output);
    }
}
