using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// <c>arm_transpose_conv_wrapper_s8</c>: with more than 16 input channels and strides up to 2 an ordinary convolution of the input upscaled
/// by zeros with the filter turned around, else <see cref="TransposeConvS8"/>. <see cref="KernelContext.Chosen"/> says which.
/// </summary>
public static class TransposeConvWrapperS8
{
    private const string Name = "arm_transpose_conv_wrapper_s8";

    // REVERSE_TCOL_EFFICIENT_THRESHOLD.
    private const int FewChannels = 16;

    /// <param name="reverse">
    /// <c>reverse_conv_ctx</c>: scratch of <see cref="ReverseBufferSize"/> for the filter turned around; empty for NULL.
    /// </param>
    /// <exception cref="KernelStatusException">No scratch of either kind.</exception>
    /// <exception cref="KernelContractException">As the chosen kernel.</exception>
    public static void Run(
        KernelContext context, Span<sbyte> reverse, TransposeConvParams parameters, OutputQuantization quantization, Dims inputDims,
        ReadOnlySpan<sbyte> input, Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        new ConvContract(Name).RequireBuffer(context);
        if (IsReverse(parameters, inputDims))
        {
            context.Chosen = "arm_convolve_s8(reversed)";
            if (reverse.IsEmpty)
                throw KernelStatusException.Argument(Name, "reverse_conv_ctx->buf is NULL");
            Turn(filterDims, filter, reverse);
            Convolve(context, parameters, quantization, inputDims, input, filterDims, reverse, bias, outputDims, output);
        }
        else
        {
            context.Chosen = "arm_transpose_conv_s8";
            TransposeConvS8.Run(context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
        }
    }

    /// <summary><c>arm_transpose_conv_s8_get_reverse_conv_buffer_size</c>: bytes for the filter turned around, 0 where it is not turned.</summary>
    public static int ReverseBufferSize(TransposeConvParams parameters, Dims inputDims, Dims filterDims) =>
        IsReverse(parameters, inputDims) ? inputDims.C * filterDims.H * filterDims.W * filterDims.N : 0;

    internal static bool IsReverse(TransposeConvParams p, Dims input) => p.Stride is { H: <= 2, W: <= 2 } && input.C > FewChannels;

    private static void Convolve(
        KernelContext context, TransposeConvParams p, OutputQuantization quantization, Dims inputDims, ReadOnlySpan<sbyte> input,
        Dims filterDims, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias, Dims outputDims, Span<sbyte> output)
    {
        // More padding than the filter has reach turns negative, and then into a large number in the convolution's uint16_t.
        var padding = unchecked(new Tile((ushort)(filterDims.W - 1 - p.Padding.W), (ushort)(filterDims.H - 1 - p.Padding.H)));
        var conv = new ConvParams(p.InputOffset, p.OutputOffset, new(1, 1), padding, new(1, 1), p.Activation);
        var upscaled = inputDims with { H = inputDims.H * p.Stride.H, W = inputDims.W * p.Stride.W };
        ConvolveS8.Run(context, conv, quantization, upscaled, input, filterDims, filter, bias, p.Stride, outputDims, output);
    }

    private static void Turn(Dims filterDims, ReadOnlySpan<sbyte> filter, Span<sbyte> turned)
    {
        var taps = filterDims.H * filterDims.W;
        for (var o = 0; o < filterDims.N; o++)
            for (var tap = 0; tap < taps; tap++)
                filter.Slice((o * taps + tap) * filterDims.C, filterDims.C).CopyTo(turned[((o * taps + taps - 1 - tap) * filterDims.C)..]);
    }
}
