using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_wrapper_s16</c>: there is one int16 convolution to choose, <see cref="ConvolveS16"/>.</summary>
public static class ConvolveWrapperS16
{
    /// <inheritdoc cref="ConvolveS16.Run"/>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<short> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, BiasData bias, Dims outputDims, Span<short> output)
    {
        context.Chosen = "arm_convolve_s16";
        ConvolveS16.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
    }

    /// <inheritdoc cref="ConvolveS16.BufferSize"/>
    public static int BufferSize(KernelPath path, Dims inputDims, Dims filterDims) => ConvolveS16.BufferSize(path, inputDims, filterDims);
}
