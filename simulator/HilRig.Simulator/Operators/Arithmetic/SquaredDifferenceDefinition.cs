using HilRig.Kernels.BasicMath;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>SQUARED_DIFFERENCE with broadcasting; it has no fused activation.</summary>
public sealed class SquaredDifferenceDefinition() : ArithmeticDefinition(
    BuiltinOperator.SquaredDifference, 2,
    Form.BinaryCodes<sbyte>(ElementType.Int8, context => Codes(context, leftShift: 7)),
    Form.BinaryCodes<short>(ElementType.Int16, context => Codes(context, leftShift: 0)),
    Form.Binary<int, int>(ElementType.Int32, ElementType.Int32, _ => Square),
    Form.Binary((a, b) => (a - b) * (a - b)))
{
    private static int Square(KernelContext kernel, int a, int b)
    {
        long difference = kernel.Wrap32((long)a - b);
        return kernel.Wrap32(difference * difference);
    }

    private static BinaryFunction<int, int, int> Codes(PrepareContext context, int leftShift)
    {
        var parameters = Parameters(context, leftShift);
        return (kernel, a, b) => ScaledSum.SquaredDifference(kernel, parameters, a, b);
    }

    // TensorFlow Lite Micro's squared_difference.cc: float64, but the head-room times the output scale in float32.
    private static ElementwiseAddParams Parameters(PrepareContext context, int leftShift)
    {
        var (a, b, output) = (Scale(context, context.Input(0)), Scale(context, context.Input(1)), Scale(context, context.Output));
        var twice = 2 * (double)MathF.Max(a.Scale, b.Scale);
        var factor = twice * twice / ((1 << (2 * leftShift)) * output.Scale);
        return new(
            -a.ZeroPoint, context.SmallerThanOne(a.Scale / twice), -b.ZeroPoint, context.SmallerThanOne(b.Scale / twice), leftShift,
            output.ZeroPoint, context.Multiplier(factor, "the rescale factor"), context.IntegerRange(context.Output));
    }
}
