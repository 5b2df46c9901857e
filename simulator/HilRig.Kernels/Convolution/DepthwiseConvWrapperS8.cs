using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_depthwise_conv_wrapper_s8</c>: chooses among the int8 depthwise kernels and says which in <see cref="KernelContext.Chosen"/>.
/// MVE turns a single input channel into an ordinary convolution and has no 3x3 kernel.
/// </summary>
public static class DepthwiseConvWrapperS8
{
    private const string General = "arm_depthwise_conv_s8";
    private const string Small = "arm_depthwise_conv_3x3_s8";
    private const string Opt = "arm_depthwise_conv_s8_opt";

    /// <exception cref="KernelStatusException">As the chosen kernel.</exception>
    /// <exception cref="KernelContractException">As the chosen kernel.</exception>
    public static void Run(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        context.Chosen = Choose(context.Path, parameters, inputDims, filterDims, outputDims);
        switch (context.Chosen)
        {
            case General:
                DepthwiseConvS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case Small:
                DepthwiseConv3x3S8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            case Opt:
                DepthwiseConvS8Opt.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
            default:
                Convolve(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
                break;
        }
    }

    /// <summary>Arm's name of the kernel that serves such a layer; one of the convolutions for a single input channel on MVE.</summary>
    public static string Choose(KernelPath path, DepthwiseConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims)
    {
        if (path == KernelPath.Mve && IsOneChannel(inputDims, outputDims))
            return ConvolveWrapperS8.Choose(parameters.Conv, inputDims, Turn(filterDims));
        if (parameters.ChannelMultiplier != 1 || !IsSimple(parameters, inputDims))
            return General;
        return path != KernelPath.Mve && Is3x3(parameters, filterDims) ? Small : Opt;
    }

    /// <summary>Bytes of scratch. MVE's holds the convolution's and the turned filter where that is more.</summary>
    public static int BufferSize(KernelPath path, DepthwiseConvParams parameters, Dims inputDims, Dims filterDims, Dims outputDims)
    {
        var isOpt = inputDims.C == outputDims.C && IsSimple(parameters, inputDims)
            && !(path != KernelPath.Mve && Is3x3(parameters, filterDims));
        var size = isOpt ? DepthwiseConvS8Opt.BufferSize(path, inputDims, filterDims) : 0;
        if (path != KernelPath.Mve || !IsOneChannel(inputDims, outputDims))
            return size;
        var turned = Turn(filterDims);
        return Math.Max(size, ConvolveWrapperS8.BufferSize(path, parameters.Conv, inputDims, turned, outputDims) + turned.Count);
    }

    // Arm's own compiler takes more than 8 output channels for worth it; the others, and the recorded board, more than 1.
    private static bool IsOneChannel(Dims input, Dims output) => input.C == 1 && output.C > 1;

    private static bool IsSimple(DepthwiseConvParams p, Dims input) => input.N == 1 && p.Conv.Dilation == new Tile(1, 1);

    private static bool Is3x3(DepthwiseConvParams p, Dims filter) => filter is { H: 3, W: 3 } && p.Conv.Padding is { H: <= 1, W: <= 1 };

    // [1][kh][kw][Cout] to [Cout][kh][kw][1].
    private static Dims Turn(Dims filter) => new(filter.C, filter.H, filter.W, filter.N);

    private static void Convolve(
        KernelContext context, DepthwiseConvParams parameters, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        var turned = new sbyte[filterDims.Count];
        var taps = filterDims.H * filterDims.W;
        for (var o = 0; o < filterDims.C; o++)
            for (var tap = 0; tap < taps; tap++)
                turned[o * taps + tap] = filter[tap * filterDims.C + o];
        ConvolveWrapperS8.Run(context, parameters.Conv, quantization, inputDims, input, Turn(filterDims), turned, bias, outputDims, output);
    }
}
