using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary><c>arm_convolve_wrapper_s4</c>: chooses among the int4 convolutions and says which in <see cref="KernelContext.Chosen"/>.</summary>
public static class ConvolveWrapperS4
{
    /// <exception cref="KernelStatusException">As the chosen kernel.</exception>
    /// <exception cref="KernelContractException">As the chosen kernel.</exception>
    public static void Run(
        KernelContext context, ConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<byte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var kernel = ConvKernels.ChooseInt4(context.Path, parameters, inputDims, filterDims);
        context.Chosen = kernel.Name("s4");
        switch (kernel)
        {
            case ConvKernel.PointwiseFast:
                Convolve1x1S4Fast.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case ConvKernel.Pointwise:
                Convolve1x1S4.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case ConvKernel.Row:
                Convolve1xNS4.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case ConvKernel.Even:
                ConvolveEvenS4.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            default:
                ConvolveS4.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
        }
    }

    /// <summary>Arm's name of the kernel that serves such a layer.</summary>
    public static string Choose(KernelPath path, ConvParams parameters, Dims inputDims, Dims filterDims) =>
        ConvKernels.ChooseInt4(path, parameters, inputDims, filterDims).Name("s4");

    /// <summary>Bytes of scratch of the chosen kernel.</summary>
    public static int BufferSize(KernelPath path, ConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims) =>
        ConvKernels.Choose(parameters, inputDims, filterDims) switch
        {
            ConvKernel.PointwiseFast or ConvKernel.Pointwise => 0,
            ConvKernel.Row => Convolve1xNS4.BufferSize(path, parameters, inputDims, filterDims, outputDims),
            _ => ConvolveS4.BufferSize(path, inputDims, filterDims),
        };
}
