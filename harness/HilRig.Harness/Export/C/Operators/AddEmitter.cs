using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>ADD of equal shapes on int8 and int16.</summary>
internal static class AddEmitter
{
    public static CLayer? Emit(PreparedOperator prepared, LayerScope scope) => prepared switch
    {
        AddInt8 o => Add(scope, o.Parameters, "arm_elementwise_add_s8"),
        { Node.Code: BuiltinOperator.Add, Arguments: AddArguments a } => Add(scope, a.Parameters, "arm_elementwise_add_s16"),
        { Node.Code: BuiltinOperator.Add } when scope.Tensor(scope.Node.Outputs[0]).Type is ElementType.Int8 or ElementType.Int16 =>
            throw Refusal.Of(scope.Node, "CMSIS-NN adds tensors of equal shapes; repeat the smaller one in the model"),
        _ => null,
    };

    private static CLayer Add(LayerScope scope, ElementwiseAddParams p, string function) => new($"""
            return {function}({scope.Input(0)}, {scope.Input(1)},
                {Scaled(p.Offset1, p.Scale1)},   // offset, multiplier and shift of input 1
                {Scaled(p.Offset2, p.Scale2)},   // of input 2
                {p.LeftShift}, {scope.Output},   // head-room of both; output
                {Scaled(p.OutputOffset, p.OutputScale)},   // offset, multiplier and shift of the output
                {p.Activation.Min}, {p.Activation.Max}, {scope.Tensor(scope.Node.Outputs[0]).ElementCount});
        """);

    private static string Scaled(int offset, QuantizedMultiplier scale) => $"{offset}, {CExpression.Of(scale.Multiplier)}, {scale.Shift}";
}
