using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>SUB with broadcasting.</summary>
public sealed class SubDefinition() : ArithmeticDefinition(
    BuiltinOperator.Sub, 5,
    Form.BinaryCodes<sbyte>(ElementType.Int8, context => Codes(context, leftShift: 20)),
    Form.BinaryCodes<short>(ElementType.Int16, context => Codes(context, leftShift: 15)),
    Int32((a, b) => a - b),
    Float((a, b) => a - b))
{
    private static BinaryFunction<int, int, int> Codes(PrepareContext context, int leftShift)
    {
        var parameters = Parameters(context, leftShift);
        return (kernel, a, b) => ScaledSum.Subtract(kernel, parameters, a, b);
    }

    // As TensorFlow Lite Micro prepares it: as ADD, but every step in float32.
    private static ElementwiseAddParams Parameters(PrepareContext context, int leftShift)
    {
        var (a, b, output) = (Scale(context, context.Input(0)), Scale(context, context.Input(1)), Scale(context, context.Output));
        var twice = 2 * MathF.Max(a.Scale, b.Scale);
        var outputFactor = twice / ((1 << leftShift) * output.Scale);
        return new(
            -a.ZeroPoint, context.SmallerThanOne(a.Scale / twice), -b.ZeroPoint, context.SmallerThanOne(b.Scale / twice), leftShift,
            output.ZeroPoint, context.SmallerThanOne(outputFactor), Activation(context).Range(output, context.IntegerRange(context.Output)));
    }
}
