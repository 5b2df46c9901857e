using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>RELU as an operator of its own: unlike a fused one it may rescale.</summary>
public sealed class ReluDefinition() : UnaryDefinition(
    BuiltinOperator.Relu, 3,
    Form.UnaryCodes<sbyte>(ElementType.Int8, Codes),
    Form.UnaryCodes<short>(ElementType.Int16, Codes),
    Form.Unary(x => MathF.Max(x, 0)))
{
    // As TensorFlow Lite Micro prepares it: float32.
    private static UnaryFunction<int, int> Codes(PrepareContext context)
    {
        var (input, output, range) = (context.Scale(context.Input(0)), context.Scale(context.Output), context.IntegerRange(context.Output));
        var factor = context.Multiplier(input.Scale / output.Scale, "input scale / output scale");
        var parameters = new RectifierParams(
            input.ZeroPoint, 0, output.ZeroPoint, factor, default(QuantizedMultiplier),
            range with { Min = Math.Max(range.Min, output.ZeroPoint) });
        return (kernel, x) => Rectifiers.Relu(kernel, parameters, x);
    }
}
