using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Svdf;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Svdf;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>SVDF with an int16 state by <c>arm_svdf_state_s16_s8</c>; both of its buffers hold sums of int32.</summary>
internal static class SvdfEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope) => prepared switch
    {
        SvdfInt8 => throw Refusal.Of(
            scope.Node, "CMSIS-NN lets an int8 state wrap where TensorFlow Lite Micro's reference saturates; convert with an int16 state (the converter's default)"),
        SvdfOperator { Arguments: SvdfArguments { Parameters.StateOffset: not 0 } } =>
            throw Refusal.Of(scope.Node, "CMSIS-NN takes the state's zero point as 0; convert with a symmetric state"),
        SvdfOperator { Arguments: SvdfArguments a } o => Svdf(scope, a, o.Dims),
        _ => null,
    };

    private static CLayer Svdf(LayerScope scope, SvdfArguments a, SvdfDims d)
    {
        var (p, units) = (a.Parameters, d.Features / a.Parameters.Rank);
        var (first, second) = (Sums(d.Batches * d.Features), Sums(d.Batches * units));
        var feature = scope.Data("feature_weights", a.Feature, $"[{d.Features}][{d.InputSize}]");
        var time = scope.Data("time_weights", a.Time, $"[{d.Features}][{d.Memory}]");
        var bias = a.Bias.Length == 0 ? "NULL" : scope.Data("biases", a.Bias, "int32", CPurpose.Biases);
        string At(string name) => $"&{scope.Name}_{name}";
        return new(
            $"    const cmsis_nn_context features = {{ scratch, {first} }}, units = {{ scratch + {first}, {second} }};",
            CExpression.Call(
                "    return ", "arm_svdf_state_s16_s8", "&features", "&units", At("params"), At("state_scale"), At("output_scale"), At("in"), scope.Input(),
                At("state"), scope.Input(4), At("feature"), feature, At("time"), time, At("bias"), bias, At("out"), scope.Output))
        {
            Notes = [$"{units} units of rank {p.Rank}, {d.Memory} steps remembered in {CComment.Quoted(scope.Tensor(scope.Node.Inputs[4]).Name)}"],
            Constants =
            [
                scope.Constant(
                    "cmsis_nn_svdf_params", "params", $".rank = {p.Rank}, .input_offset = {p.InputOffset}, .output_offset = {p.OutputOffset}",
                    $".input_activation = {CExpression.Of(p.InputActivation)}", $".output_activation = {CExpression.Of(p.OutputActivation)}"),
                Scale(scope, "state_scale", p.InputScale), Scale(scope, "output_scale", p.OutputScale),
                scope.Dims("in", new(d.Batches, d.InputSize, 1, 1)), scope.Dims("state", new(d.Batches, d.Features, d.Memory, 1)),
                scope.Dims("feature", new(d.Features, d.InputSize, 1, 1)), scope.Dims("time", new(d.Features, d.Memory, 1, 1)),
                scope.Dims("bias", new(units, 1, 1, 1)), scope.Dims("out", new(d.Batches, units, 1, 1)),
            ],
            Scratch = $"    return {first + second};",
            ScratchBytes = _ => first + second,
        };
    }

    private static int Sums(int count) => (sizeof(int) * count + 15) / 16 * 16;

    private static string Scale(LayerScope scope, string name, QuantizedMultiplier scale) =>
        scope.Constant("cmsis_nn_per_tensor_quant_params", name, $"{{ .multiplier = {CExpression.Of(scale.Multiplier)}, .shift = {scale.Shift} }}");
}
