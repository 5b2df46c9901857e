using HilRig.Kernels.Convolution;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_transpose_conv_*.</summary>
internal static class TransposeConvBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_transpose_conv_wrapper_s8", call => S8(call, Wrapper(call))),
        ("arm_transpose_conv_s8", call => S8(call, TransposeConvS8.Run)),
    ];

    private static void S8(KernelCall call, WeightedKernel<TransposeConvParams, sbyte, sbyte, int> kernel)
    {
        var layer = WeightedLayer<sbyte, sbyte, int>.Read(call);
        var parameters = new TransposeConvParams(
            call.Int("input_offset"), call.Int("output_offset"), call.Tile("stride"), call.Tile("padding"), call.Activation());
        call.Scratch("reverse", TransposeConvWrapperS8.ReverseBufferSize(parameters, layer.InputDims, layer.FilterDims));
        layer.Run(call, parameters, kernel, TransposeConvS8.BufferSize);
    }

    private static WeightedKernel<TransposeConvParams, sbyte, sbyte, int> Wrapper(KernelCall call) =>
        (context, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output) =>
        {
            // An error vector tells of this second scratch in words only.
            var isNull = call.Reason.StartsWith("reverse_conv_ctx->buf NULL", StringComparison.Ordinal);
            var reverse = isNull ? [] : new sbyte[TransposeConvWrapperS8.ReverseBufferSize(parameters, inputDims, filterDims)];
            TransposeConvWrapperS8.Run(
                context, reverse, parameters, quantization, inputDims, input, filterDims, filter, bias, outputDims, output);
        };
}
