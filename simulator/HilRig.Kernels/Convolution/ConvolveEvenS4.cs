using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_even_s4</c>: MVE's <see cref="ConvolveS4"/> for windows of an even number of values.</summary>
public static class ConvolveEvenS4
{
    private const string Name = "arm_convolve_even_s4";

    /// <exception cref="KernelStatusException">Not MVE, no scratch, or an odd window.</exception>
    /// <exception cref="KernelContractException">Groups, or the C would leave its buffers or its integer types.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        if (context.Path != KernelPath.Mve)
            throw new KernelStatusException(KernelStatus.NotImplemented, Name, "exists on MVE only");
        if (filterDims.H * filterDims.W * inputDims.C % 2 != 0)
            throw KernelStatusException.Argument(Name, $"a window of {filterDims.H}x{filterDims.W}x{inputDims.C} values is odd");
        ConvolveS4.Run(Name, context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }
}
