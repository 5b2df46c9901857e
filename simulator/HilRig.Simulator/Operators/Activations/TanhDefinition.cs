using HilRig.Kernels.Activation;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>TANH. The int8 output has steps of 1/128 and zero point 0 whatever the file says.</summary>
public sealed class TanhDefinition() : UnaryDefinition(
    BuiltinOperator.Tanh, 3,
    Form.Unary<sbyte, sbyte>(ElementType.Int8, ElementType.Int8, Codes),
    Form.Unary<short, short>(ElementType.Int16, ElementType.Int16, context => SigmoidForms.Int16(context, NNActivationType.Tanh, 1)),
    Form.Unary(MathF.Tanh))
{
    private static UnaryFunction<sbyte, sbyte> Codes(PrepareContext context)
    {
        var parameters = SigmoidForms.Int8(context, context.Scale(context.Input(0)));
        return (kernel, x) => SigmoidS8.Tanh(kernel, parameters, x);
    }
}
