using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Logical;

/// <summary>Logical operators on BOOL, an operator each; any byte but 0 is true.</summary>
public static class LogicalFamily
{
    public static BinaryDefinition And { get; } = new(BuiltinOperator.LogicalAnd, 1, Binary((a, b) => a && b));

    public static BinaryDefinition Or { get; } = new(BuiltinOperator.LogicalOr, 1, Binary((a, b) => a || b));

    public static UnaryDefinition Not { get; } = new(
        BuiltinOperator.LogicalNot, 2, Form.Unary<byte, byte>(ElementType.Bool, ElementType.Bool, _ => (_, x) => Byte(x == 0)));

    private static OperatorForm Binary(Func<bool, bool, bool> function) => Form.Binary<byte, byte>(
        ElementType.Bool, ElementType.Bool, _ => (_, a, b) => Byte(function(a != 0, b != 0)));

    private static byte Byte(bool truth) => truth ? (byte)1 : (byte)0;
}
