using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Convolution;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.TransposeConv;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>
/// TRANSPOSE_CONV on int8 by <c>arm_transpose_conv_wrapper_s8</c>, with the fused activation that TensorFlow Lite Micro's glue forgets. Its
/// two buffers lie in the scratch one behind the other; where a stride is wider than the kernel Arm's size function gives too little.
/// </summary>
internal static class TransposeConvEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope)
    {
        if (prepared is not TransposeConvInt8 o)
            return null;
        var (g, p) = (o.Geometry, o.Parameters);
        var needed = TransposeConvS8.NeededBufferSize(p, g.Input, g.Filter, g.Output);
        var weights = scope.Data("weights", o.Layer.Filter, $"[{g.Filter.N}][{g.Filter.H}][{g.Filter.W}][{g.Filter.C}]");
        var bias = scope.Bias(o.Layer);
        int Own(Kernels.NNSupport.KernelPath build) => Aligned(Math.Max(needed, TransposeConvS8.BufferSize(build, p, g.Input, g.Filter, g.Output)));
        return new(
        [
            $"    const int32_t sums = {scope.Name}_sums();",
            "    const cmsis_nn_context ctx = { scratch, sums };",
            $"    const cmsis_nn_context turned = {{ scratch + sums, {scope.Name}_scratch() - sums }};",
            .. bias.Before,
            ConvolutionCode.Call(scope, "arm_transpose_conv_wrapper_s8", scope.Input(2), weights, bias.Expression, "&ctx, &turned"),
        ])
        {
            Notes = [ConvolutionCode.Note(g, $"; {bias.Note}")],
            Constants =
            [
                scope.Constant("cmsis_nn_transpose_conv_params", "params", Members(p)),
                scope.Scales("cmsis_nn_per_channel_quant_params", o.Quantization, g.Output.C), .. ConvolutionCode.Dims(scope, g), .. bias.Constants,
                $$"""

                // Rows of sums; the filter turned round lies behind them.
                static int32_t {{scope.Name}}_sums(void)
                {
                {{CExpression.Call("    const int32_t bytes = ", "arm_transpose_conv_s8_get_buffer_size", ConvolutionCode.ScratchArguments(scope))}}
                    return ((bytes > {{needed}} ? bytes : {{needed}}) + 15) / 16 * 16;
                }
                """,
            ],
            Scratch = CExpression.Call(
                $"    return {scope.Name}_sums() + ", "arm_transpose_conv_s8_get_reverse_conv_buffer_size", $"&{scope.Name}_params", $"&{scope.Name}_in",
                $"&{scope.Name}_filter"),
            ScratchBytes = build => Own(build) + TransposeConvWrapperS8.ReverseBufferSize(p, g.Input, g.Filter),
            Prepare = bias.Prepare,
        };
    }

    private static string[] Members(TransposeConvParams p) =>
    [
        $".input_offset = {p.InputOffset}, .output_offset = {p.OutputOffset}",
        $".stride = {CExpression.Of(p.Stride)}, .padding = {CExpression.Of(p.Padding)}, .padding_offsets = {{ .w = 0, .h = 0 }}",
        $".dilation = {{ .w = 1, .h = 1 }}, .activation = {CExpression.Of(p.Activation)}",
    ];

    private static int Aligned(int bytes) => (bytes + 15) / 16 * 16;
}
