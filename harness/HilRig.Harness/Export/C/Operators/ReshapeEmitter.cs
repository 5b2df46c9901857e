using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>RESHAPE, SQUEEZE and EXPAND_DIMS: the memory plan mostly gives input and output the same bytes.</summary>
internal static class ReshapeEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope) =>
        prepared is SameBytes && scope.Tensor(prepared.Node.Outputs[0]).Type is ElementType.Int8 or ElementType.Int16 ? Copy(scope) : null;

    /// <summary>The input's bytes as the output's.</summary>
    public static CLayer Copy(LayerScope scope)
    {
        if (scope.SharePlace(scope.Node.Inputs[0], scope.Node.Outputs[0]))
            return new("    return ARM_CMSIS_NN_SUCCESS;") { Notes = ["the same bytes: nothing to compute"] };
        return new($"    memcpy({scope.Output}, {scope.Input()}, {scope.Tensor(scope.Node.Outputs[0]).ByteCount});", "    return ARM_CMSIS_NN_SUCCESS;");
    }
}
