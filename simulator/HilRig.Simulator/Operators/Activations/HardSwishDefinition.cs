using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>HARD_SWISH: x * relu6(x + 3) / 6.</summary>
public sealed class HardSwishDefinition() : UnaryDefinition(
    BuiltinOperator.HardSwish, 2,
    Form.Unary<sbyte, sbyte>(ElementType.Int8, ElementType.Int8, Codes),
    Form.Unary(x => x * Math.Clamp(x + 3, 0, 6) / 6))
{
    // As TensorFlow Lite Micro prepares it: float32. The relu6 is at its end at 3, which is 32768 in Q0.15.
    private static UnaryFunction<sbyte, sbyte> Codes(PrepareContext context)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        var step = input.Scale / 128;
        var scale = context.Multiplier(step / output.Scale, "input scale / 128 / output scale");
        if (scale.Shift > 0)
            throw context.Unsupported($"input scale / 128 / output scale = {step / output.Scale}", "a factor below 1; check the scales");
        var gate = context.Multiplier(step / (3f / 32768), "input scale / 128 in steps of 3 / 32768");
        if (gate.Shift > 16)
            throw context.Unsupported($"an input scale of {input.Scale}", "an input scale below 768");
        var parameters = new HardSwishParams(
            input.ZeroPoint, output.ZeroPoint, HardSwishParams.Reduced(scale), HardSwishParams.Reduced(gate));
        return (_, x) => HardSwishS8.Element(parameters, x);
    }
}
