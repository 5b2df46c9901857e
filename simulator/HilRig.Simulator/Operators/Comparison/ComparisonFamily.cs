using System.Numerics;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Comparison;

/// <summary>Comparisons with broadcasting, an operator each; the output is BOOL. INT8 codes are compared as real values.</summary>
public static class ComparisonFamily
{
    public static BinaryDefinition Equal { get; } = Of<Equal>(BuiltinOperator.Equal, 4, Plain<byte, Equal>(ElementType.Bool));

    public static BinaryDefinition NotEqual { get; } = Of<NotEqual>(BuiltinOperator.NotEqual, 4, Plain<byte, NotEqual>(ElementType.Bool));

    /// <summary>
    /// GREATER. TensorFlow Lite Micro takes INT16 here but prepares scales for INT8 alone: with the scales 0 that cleared memory holds
    /// nothing is greater than anything, and so it is here.
    /// </summary>
    public static BinaryDefinition Greater { get; } = Of<Greater>(
        BuiltinOperator.Greater, 3,
        Form.Binary<short, byte>(ElementType.Int16, ElementType.Bool, _ => Scaled<short, Greater>(default, default)));

    public static BinaryDefinition GreaterEqual { get; } = Of<GreaterEqual>(BuiltinOperator.GreaterEqual, 3);

    public static BinaryDefinition Less { get; } = Of<Less>(BuiltinOperator.Less, 3);

    public static BinaryDefinition LessEqual { get; } = Of<LessEqual>(BuiltinOperator.LessEqual, 3);

    private static BinaryDefinition Of<TRelation>(BuiltinOperator code, int maxVersion, params OperatorForm[] more)
        where TRelation : IRelation => new(
            code, maxVersion,
            [
                Form.Binary<sbyte, byte>(
                    ElementType.Int8, ElementType.Bool, context => Scaled<sbyte, TRelation>(Code(context, 0), Code(context, 1))),
                Plain<int, TRelation>(ElementType.Int32),
                Plain<long, TRelation>(ElementType.Int64),
                Plain<float, TRelation>(ElementType.Float32),
                .. more,
            ]);

    private static OperatorForm Plain<T, TRelation>(ElementType type)
        where T : unmanaged, IComparisonOperators<T, T, bool>
        where TRelation : IRelation => Form.Binary<T, byte>(type, ElementType.Bool, _ => (_, a, b) => Truth(TRelation.Holds(a, b)));

    private static BinaryFunction<T, T, byte> Scaled<T, TRelation>(ScaledCode left, ScaledCode right)
        where T : unmanaged, IBinaryInteger<T>
        where TRelation : IRelation => (kernel, a, b) =>
            Truth(TRelation.Holds(left.Value(kernel, int.CreateTruncating(a)), right.Value(kernel, int.CreateTruncating(b))));

    private static ScaledCode Code(PrepareContext context, int position)
    {
        var scale = context.Scale(context.Input(position));
        return new(-scale.ZeroPoint, context.SmallerThanOne(scale.Scale));
    }

    private static byte Truth(bool truth) => truth ? (byte)1 : (byte)0;
}
