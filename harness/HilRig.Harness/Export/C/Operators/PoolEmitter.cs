using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>AVERAGE_POOL_2D and MAX_POOL_2D on int8 and int16.</summary>
internal static class PoolEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope) => prepared switch
    {
        AveragePool2DInt8 o => Pool(scope, o.Geometry, o.Activation, "arm_avgpool_s8"),
        { Node.Code: BuiltinOperator.AveragePool2D, Arguments: PoolArguments a } => Pool(scope, a.Geometry, a.Activation, "arm_avgpool_s16"),
        { Node.Code: BuiltinOperator.MaxPool2D, Arguments: PoolArguments a } =>
            Pool(scope, a.Geometry, a.Activation, scope.Tensor(scope.Node.Outputs[0]).Type == ElementType.Int16 ? "arm_max_pool_s16" : "arm_max_pool_s8"),
        _ => null,
    };

    private static CLayer Pool(LayerScope scope, PoolGeometry g, ActivationRange activation, string function)
    {
        var needsScratch = scope.Node.Code == BuiltinOperator.AveragePool2D;
        return new(
            needsScratch ? scope.Context : "    const cmsis_nn_context ctx = { NULL, 0 };",
            CExpression.Call(
                "    return ", function, "&ctx", $"&{scope.Name}_params", $"&{scope.Name}_in", scope.Input(), $"&{scope.Name}_filter",
                $"&{scope.Name}_out", scope.Output))
        {
            Notes = [$"window {g.Filter.H}x{g.Filter.W}, stride {g.Stride.H}x{g.Stride.W}, padding top {g.Padding.H}, left {g.Padding.W}"],
            Constants =
            [
                scope.Constant(
                    "cmsis_nn_pool_params", "params", $".stride = {CExpression.Of(g.Stride)}, .padding = {CExpression.Of(g.Padding)}",
                    $".activation = {CExpression.Of(activation)}"),
                scope.Dims("in", g.Input), scope.Dims("filter", g.Filter), scope.Dims("out", g.Output),
            ],
            Scratch = needsScratch ? $"    return {function}_get_buffer_size({g.Output.W}, {g.Input.C});" : null,
            ScratchBytes = build => needsScratch ? AvgpoolS8.BufferSize(build, g.Input.C) : 0,
        };
    }
}
