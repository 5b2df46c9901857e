using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>MUL with broadcasting.</summary>
public sealed class MulDefinition() : ArithmeticDefinition(
    BuiltinOperator.Mul, 7,
    Form.BinaryCodes<sbyte>(ElementType.Int8, Codes),
    Form.BinaryCodes<short>(ElementType.Int16, Codes),
    Int32((a, b) => a * b),
    Float((a, b) => a * b))
{
    // As TensorFlow Lite Micro prepares it: float64 throughout.
    private static BinaryFunction<int, int, int> Codes(PrepareContext context)
    {
        var parameters = Factor(context, (a, b, output) => (double)a * b / output);
        return (kernel, a, b) => Product.Multiply(kernel, parameters, a, b);
    }
}
