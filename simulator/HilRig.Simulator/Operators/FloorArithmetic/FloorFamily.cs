using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.FloorArithmetic;

/// <summary>
/// FLOOR_DIV and FLOOR_MOD with broadcasting. TensorFlow Lite Micro knows FLOAT32 alone; INT32 is for arithmetic on shapes, which is
/// folded away when a model is prepared.
/// </summary>
public static class FloorFamily
{
    public static BinaryDefinition Div { get; } = new(
        BuiltinOperator.FloorDiv, 3, Form.Binary<int, int>(ElementType.Int32, ElementType.Int32, _ => FloorQuotient.Divide),
        Form.Binary(FloorQuotient.Divide));

    public static BinaryDefinition Mod { get; } = new(
        BuiltinOperator.FloorMod, 2,
        Form.Binary<int, int>(ElementType.Int32, ElementType.Int32, _ => (_, a, b) => FloorQuotient.Remainder(a, b)),
        Form.Binary(FloorQuotient.Remainder));
}
