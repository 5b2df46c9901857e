using HilRig.Harness.Export.C.Text;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>MAXIMUM and MINIMUM of equal shapes on int8, whose elements lie in one row: only where a side is repeated the dims matter.</summary>
internal static class ExtremumEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope)
    {
        var node = prepared.Node;
        if (node.Code is not (BuiltinOperator.Maximum or BuiltinOperator.Minimum) || scope.Tensor(node.Outputs[0]) is not { Type: ElementType.Int8 } output)
            return null;
        if (!node.Inputs.All(t => scope.Tensor(t).Shape.SequenceEqual(output.Shape)))
            throw Refusal.Of(node, "with a repeated side CMSIS-NN's kernel can read behind it; repeat the smaller tensor in the model");
        var dims = $"&{scope.Name}_dims";
        return new(
            "    const cmsis_nn_context ctx = { NULL, 0 };",
            CExpression.Call(
                "    return ", node.Code == BuiltinOperator.Maximum ? "arm_maximum_s8" : "arm_minimum_s8",
                "&ctx", scope.Input(0), dims, scope.Input(1), dims, scope.Output, dims))
        {
            Constants = [scope.Dims("dims", new(1, 1, 1, checked((int)output.ElementCount)))],
        };
    }
}
