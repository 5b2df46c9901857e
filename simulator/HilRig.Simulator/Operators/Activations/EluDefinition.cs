using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>ELU: exp(x) - 1 below 0.</summary>
public sealed class EluDefinition() : UnaryDefinition(
    BuiltinOperator.Elu, 2,
    Form.Unary<sbyte, sbyte>(ElementType.Int8, ElementType.Int8, Codes),
    Form.Unary(Elu))
{
    private static float Elu(float x) => x < 0 ? MathF.Exp(x) - 1 : x;

    // As TensorFlow Lite Micro prepares it: a table of all 256 codes, computed in float32.
    private static UnaryFunction<sbyte, sbyte> Codes(PrepareContext context)
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        var inverse = 1 / output.Scale;
        var table = new sbyte[256];
        for (int code = sbyte.MinValue; code <= sbyte.MaxValue; code++)
        {
            var steps = MathF.Round(Elu(input.Scale * (code - input.ZeroPoint)) * inverse, MidpointRounding.AwayFromZero);
            table[unchecked((byte)code)] = (sbyte)Math.Clamp(steps + output.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);
        }
        return (_, x) => table[unchecked((byte)x)];
    }
}
