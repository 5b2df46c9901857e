using System.Numerics;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Extremum;

/// <summary>MAXIMUM and MINIMUM with broadcasting. Raw codes are compared, scales and zero points are not looked at.</summary>
public static class ExtremumFamily
{
    public static BinaryDefinition Maximum { get; } = new(
        BuiltinOperator.Maximum, 4, Max<sbyte>(ElementType.Int8), Max<short>(ElementType.Int16), Max<int>(ElementType.Int32),
        Max<long>(ElementType.Int64), Max<float>(ElementType.Float32));

    public static BinaryDefinition Minimum { get; } = new(
        BuiltinOperator.Minimum, 4, Min<sbyte>(ElementType.Int8), Min<short>(ElementType.Int16), Min<int>(ElementType.Int32),
        Min<long>(ElementType.Int64), Min<float>(ElementType.Float32));

    // Not MathF.Max: where one side is not a number, the C gives the right one.
    private static OperatorForm Max<T>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool> => Form.Binary<T, T>(type, type, _ => static (_, a, b) => a > b ? a : b);

    private static OperatorForm Min<T>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool> => Form.Binary<T, T>(type, type, _ => static (_, a, b) => a < b ? a : b);
}
