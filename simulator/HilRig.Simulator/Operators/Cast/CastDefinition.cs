using System.Numerics;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Cast;

/// <summary>
/// CAST of numbers, codes as they stand: to narrower integers by their low bits, to FLOAT32 by nearest. INT64, which TensorFlow Lite
/// Micro does not take, is for shapes that are folded away when a model is prepared.
/// </summary>
public sealed class CastDefinition() : FormedOperator(
    BuiltinOperator.Cast, 7, decides: 0,
    Whole<sbyte>(ElementType.Int8), Whole<short>(ElementType.Int16), Whole<int>(ElementType.Int32), Whole<uint>(ElementType.UInt32),
    Whole<long>(ElementType.Int64), new OperatorForm(ElementType.Float32, Real), new OperatorForm(ElementType.Bool, Truth))
{
    public override OperatorOptions ReadOptions(OptionsTable table) => CastOptions.Read(table);

    protected override void Validate(PrepareContext context) => context.RequireShape(context.Output, context.Input(0).Shape.AsSpan());

    private static OperatorForm Whole<T>(ElementType type)
        where T : unmanaged, IBinaryInteger<T> => new(type, context => context.Output.Type == ElementType.Float32
            ? Into<T, float>(context, x => (float)long.CreateChecked(x))
            : Into<T>(context, x => long.CreateChecked(x)));

    private static PreparedOperator Real(PrepareContext context) => context.Output.Type switch
    {
        ElementType.Float32 => Into<float, float>(context, x => x),
        ElementType.UInt32 => Into<float>(context, NumberCast.ToUInt32),
        _ => Into<float>(context, NumberCast.ToInt32),
    };

    private static PreparedOperator Truth(PrepareContext context) => context.Output.Type == ElementType.Float32
        ? Into<byte, float>(context, x => x != 0 ? 1 : 0)
        : Into<byte>(context, x => x != 0 ? 1 : 0);

    private static PreparedOperator Into<T>(PrepareContext context, Func<T, long> whole)
        where T : unmanaged => context.Output.Type switch
        {
            ElementType.Int8 => Into<T, sbyte>(context, x => unchecked((sbyte)whole(x))),
            ElementType.Int16 => Into<T, short>(context, x => unchecked((short)whole(x))),
            ElementType.Int32 => Into<T, int>(context, x => unchecked((int)whole(x))),
            ElementType.UInt32 => Into<T, uint>(context, x => unchecked((uint)whole(x))),
            ElementType.Int64 => Into<T, long>(context, whole),
            _ => throw context.UnsupportedType(context.Output, "INT8, INT16, INT32, UINT32, INT64 or FLOAT32"),
        };

    private static PreparedOperator Into<TIn, TOut>(PrepareContext context, Func<TIn, TOut> convert)
        where TIn : unmanaged
        where TOut : unmanaged => Form.Prepared<TIn, TOut>(context, (_, x) => convert(x));
}
