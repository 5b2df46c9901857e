using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Arithmetic;

/// <summary>DIV with broadcasting.</summary>
public sealed class DivDefinition() : ArithmeticDefinition(
    BuiltinOperator.Div, 2,
    Form.BinaryCodes<sbyte>(ElementType.Int8, Codes),
    Form.Binary<int, int>(ElementType.Int32, ElementType.Int32, Whole),
    Float((a, b) => a / b))
{
    // TensorFlow Lite Micro's div.cc: float32 throughout.
    private static BinaryFunction<int, int, int> Codes(PrepareContext context)
    {
        var parameters = Factor(context, (a, b, output) => a / (b * output));
        return (kernel, a, b) => Quotient.Divide(kernel, parameters, a, b);
    }

    private static BinaryFunction<int, int, int> Whole(PrepareContext context)
    {
        var range = Activation(context).Int32Range();
        return (kernel, a, b) => range.Clamp(Quotient.Divide(kernel, a, b));
    }
}
