using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_wrapper_s8</c>: chooses among the int8 convolutions and says which in <see cref="KernelContext.Chosen"/>.</summary>
public static class ConvolveWrapperS8
{
    /// <exception cref="KernelStatusException">As the chosen kernel.</exception>
    /// <exception cref="KernelContractException">As the chosen kernel.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var kernel = ConvKernels.Choose(parameters, inputDims, filterDims);
        context.Chosen = kernel.Name("s8");
        switch (kernel)
        {
            case ConvKernel.PointwiseFast:
                Convolve1x1S8Fast.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case ConvKernel.Pointwise:
                Convolve1x1S8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case ConvKernel.Row:
                Convolve1xNS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            default:
                ConvolveS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
        }
    }

    /// <summary>Arm's name of the kernel that serves such a layer on every path.</summary>
    public static string Choose(ConvParams parameters, Dims inputDims, Dims filterDims) =>
        ConvKernels.Choose(parameters, inputDims, filterDims).Name("s8");

    /// <summary>Bytes of scratch of the chosen kernel. (Arm's compiler for DSP would also take some for 1x1; GCC and clang do not.)</summary>
    public static int BufferSize(KernelPath path, ConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims) =>
        ConvKernels.Choose(parameters, inputDims, filterDims) switch
        {
            ConvKernel.PointwiseFast or ConvKernel.Pointwise => 0,
            ConvKernel.Row => Convolve1xNS8.BufferSize(path, parameters, inputDims, filterDims, outputDims),
            _ => ConvolveS8.BufferSize(path, inputDims, filterDims),
        };
}
