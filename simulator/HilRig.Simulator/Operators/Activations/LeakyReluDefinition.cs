using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>LEAKY_RELU: a slope of its own below 0.</summary>
public sealed class LeakyReluDefinition() : UnaryDefinition(
    BuiltinOperator.LeakyRelu, 2,
    Form.UnaryCodes<sbyte>(ElementType.Int8, Codes),
    Form.UnaryCodes<short>(ElementType.Int16, Codes),
    Form.Unary<float, float>(ElementType.Float32, ElementType.Float32, Real))
{
    public override OperatorOptions ReadOptions(OptionsTable table) => LeakyReluOptions.Read(table);

    private static UnaryFunction<float, float> Real(PrepareContext context)
    {
        var alpha = LeakyReluOptions.Read(context.Node.Options).Alpha;
        return (_, x) => x > 0 ? x : x * alpha;
    }

    // As TensorFlow Lite Micro prepares it: float32; a negative slope gives a negative multiplier.
    private static UnaryFunction<int, int> Codes(PrepareContext context)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        var slope = input.Scale * LeakyReluOptions.Read(context.Node.Options).Alpha / output.Scale;
        var magnitude = context.Multiplier(MathF.Abs(slope), "input scale * alpha / output scale");
        var parameters = new RectifierParams(
            input.ZeroPoint, 0, output.ZeroPoint, context.Multiplier(input.Scale / output.Scale, "input scale / output scale"),
            slope < 0 ? new QuantizedMultiplier(-magnitude.Multiplier, magnitude.Shift) : magnitude, context.IntegerRange(context.Output));
        return (kernel, x) => Rectifiers.LeakyRelu(kernel, parameters, x);
    }
}
