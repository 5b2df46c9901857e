using HilRig.Kernels.Activation;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>LOGISTIC: 1 / (1 + exp(-x)).</summary>
public sealed class LogisticDefinition() : UnaryDefinition(
    BuiltinOperator.Logistic, 3,
    Form.Unary<sbyte, sbyte>(ElementType.Int8, ElementType.Int8, Codes),
    Form.Unary<short, short>(ElementType.Int16, ElementType.Int16, context => SigmoidForms.Int16(context, NNActivationType.Sigmoid, 0)),
    Form.Unary(x => 1 / (1 + MathF.Exp(-x))))
{
    private static UnaryFunction<sbyte, sbyte> Codes(PrepareContext context)
    {
        if (context.Scale(context.Output).ZeroPoint != sbyte.MinValue)
            throw context.Unsupported($"an output zero point of {context.Scale(context.Output).ZeroPoint}", "-128");
        var parameters = SigmoidForms.Int8(context, context.Scale(context.Input(0)));
        return (kernel, x) => SigmoidS8.Logistic(kernel, parameters, x);
    }
}
