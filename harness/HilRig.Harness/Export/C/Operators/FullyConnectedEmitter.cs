using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.FullyConnected;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>
/// FULLY_CONNECTED on int8 by <c>arm_fully_connected_wrapper_s8</c>. Its MVE kernels want the sums of the weights, biases included, in their
/// context: made before each call in scratch, or once at init where biases are widened there too.
/// </summary>
internal static class FullyConnectedEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope)
    {
        if (prepared is not FullyConnectedInt8 o)
            return null;
        var g = o.Geometry;
        var weights = FullyConnectedCode.Weights(scope, g, o.Layer.Filter);
        var bias = scope.Bias(o.Layer);
        var sums = Sums(scope, o, weights, bias);
        return new(
        [
            .. sums.Before,
            ConvolutionCode.Call(scope, "arm_fully_connected_wrapper_s8", scope.Input(), weights, bias.Expression),
        ])
        {
            Notes = [FullyConnectedCode.Note(g, bias.Note)],
            Constants =
            [
                FullyConnectedCode.Parameters(scope, o.Parameters),
                scope.Scales("cmsis_nn_quant_params", o.Quantization, 0, o.Quantization.Multipliers.Length > 1 ? ".is_per_channel = 1" : ".is_per_channel = 0"),
                .. FullyConnectedCode.Dims(scope, g), .. bias.Constants, .. sums.Constants,
            ],
            Scratch = scope.WidensAtInit ? null : $"    return arm_fully_connected_s8_get_buffer_size(&{scope.Name}_filter);",
            ScratchBytes = build => scope.WidensAtInit ? 0 : FullyConnectedS8.BufferSize(build, g.Outputs),
            Prepare = [.. bias.Prepare, .. sums.Prepare],
        };
    }

    private static (string[] Constants, string[] Before, string[] Prepare) Sums(LayerScope scope, FullyConnectedInt8 o, string weights, CBias bias)
    {
        string Call(string target, string before) => CExpression.Call(
            before, "arm_vector_sum_s8",
            target, $"{o.Geometry.Depth}", $"{o.Geometry.Outputs}", weights, $"{o.Parameters.InputOffset}", $"{o.Parameters.FilterOffset}", bias.Expression);
        if (!scope.WidensAtInit)
            return ([], [scope.Context, .. bias.Before, "    if (ctx.size > 0) {   // MVE kernels want sums of the weights", Call("ctx.buf", "        (void)"), "    }"], []);
        var size = $"arm_fully_connected_s8_get_buffer_size(&{scope.Name}_filter)";
        return (
            [$"static int32_t {scope.Name}_sums[KERNEL_SUMS({o.Geometry.Outputs})];"],
            [$"    const cmsis_nn_context ctx = {{ {scope.Name}_sums, {size} }};"],
            [
                $"    const int32_t size = {size};",
                $"    if (size > (int32_t)sizeof {scope.Name}_sums) {{", "        return false;", "    }",
                "    if (size > 0) {",
                Call($"{scope.Name}_sums", "        (void)"), "    }",
            ]);
    }
}
