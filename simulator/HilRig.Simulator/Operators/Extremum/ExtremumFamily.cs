using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Extremum;

/// <summary>MAXIMUM and MINIMUM with broadcasting. Raw codes are compared, scales and zero points are not looked at.</summary>
public static class ExtremumFamily
{
    public static BinaryDefinition Maximum { get; } = new(
        BuiltinOperator.Maximum, 4, Whole<sbyte>(ElementType.Int8, Max<sbyte>, VectorExtremum.Maximum), Whole<short>(ElementType.Int16, Max<short>, VectorExtremum.Maximum),
        Whole<int>(ElementType.Int32, Max<int>, VectorExtremum.Maximum), Max<long>(ElementType.Int64), Max<float>(ElementType.Float32));

    public static BinaryDefinition Minimum { get; } = new(
        BuiltinOperator.Minimum, 4, Whole<sbyte>(ElementType.Int8, Min<sbyte>, VectorExtremum.Minimum), Whole<short>(ElementType.Int16, Min<short>, VectorExtremum.Minimum),
        Whole<int>(ElementType.Int32, Min<int>, VectorExtremum.Minimum), Min<long>(ElementType.Int64), Min<float>(ElementType.Float32));

    private static OperatorForm Whole<T>(ElementType type, Func<ElementType, OperatorForm> definition, VectorPick<T> vector)
        where T : unmanaged
    {
        var form = definition(type);
        return form with
        {
            Prepare = context => context.Width == VectorWidth.Scalar || context.Output.Type != type
                ? form.Prepare(context)
                : new ExtremumOperator<T>(context, vector),
        };
    }

    // Not MathF.Max: where one side is not a number, the C gives the right one.
    private static OperatorForm Max<T>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool> => Form.Binary<T, T>(type, type, _ => static (_, a, b) => a > b ? a : b);

    private static OperatorForm Min<T>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool> => Form.Binary<T, T>(type, type, _ => static (_, a, b) => a < b ? a : b);
}
