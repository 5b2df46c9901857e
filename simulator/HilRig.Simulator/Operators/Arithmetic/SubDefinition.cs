using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>SUB with broadcasting.</summary>
public sealed class SubDefinition() : ArithmeticDefinition(
    BuiltinOperator.Sub, 5,
    Form.BinaryCodes<sbyte>(ElementType.Int8, context => Codes(context, Int8LeftShift), context => Packed<sbyte>(context, Int8LeftShift)),
    Form.BinaryCodes<short>(ElementType.Int16, context => Codes(context, Int16LeftShift), context => Packed<short>(context, Int16LeftShift)),
    Int32((a, b) => a - b),
    Float((a, b) => a - b))
{
    // Head-room that TFLite gives the inputs before scaling.
    private const int Int8LeftShift = 20;
    private const int Int16LeftShift = 15;

    private static PackedPair<T>? Packed<T>(PrepareContext context, int leftShift)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        PackedPair.Sum<T>(Parameters(context, leftShift), subtracts: true, context.Rounding, context.Width);

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
