using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>MUL with broadcasting.</summary>
public sealed class MulDefinition() : ArithmeticDefinition(
    BuiltinOperator.Mul, 7,
    Form.BinaryCodes<sbyte>(ElementType.Int8, Codes, Packed<sbyte>),
    Form.BinaryCodes<short>(ElementType.Int16, Codes, Packed<short>),
    Int32((a, b) => a * b),
    Float((a, b) => a * b))
{
    private static PackedPair<T>? Packed<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => PackedPair.Multiply<T>(Parameters(context), context.Rounding, context.Width);

    // As TensorFlow Lite Micro prepares it: float64 throughout.
    private static ElementwiseMulParams Parameters(PrepareContext context) => Factor(context, (a, b, output) => (double)a * b / output);

    private static BinaryFunction<int, int, int> Codes(PrepareContext context)
    {
        var parameters = Parameters(context);
        return (kernel, a, b) => Product.Multiply(kernel, parameters, a, b);
    }
}
