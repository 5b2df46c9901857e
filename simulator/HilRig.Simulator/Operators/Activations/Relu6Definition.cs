using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>RELU6 as an operator of its own: codes are clamped and never rescaled, whatever the output's scale says.</summary>
public sealed class Relu6Definition() : UnaryDefinition(
    BuiltinOperator.Relu6, 3,
    Form.UnaryCodes<sbyte>(ElementType.Int8, Codes),
    Form.UnaryCodes<short>(ElementType.Int16, Codes),
    Form.Unary(x => Math.Clamp(x, 0, 6)))
{
    private static UnaryFunction<int, int> Codes(PrepareContext context)
    {
        var input = context.Input(0);
        ActivationRange range = FusedActivation.Relu6.Range(context.Scale(input), context.IntegerRange(input));
        return (_, x) => range.Clamp(x);
    }
}
