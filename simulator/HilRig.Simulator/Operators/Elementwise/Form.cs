using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>Forms of elementwise operators, so that a family's operators are a line each.</summary>
public static class Form
{
    /// <summary>A unary operator on FLOAT32.</summary>
    public static OperatorForm Unary(Func<float, float> function) =>
        Unary<float, float>(ElementType.Float32, ElementType.Float32, _ => (_, x) => function(x));

    /// <summary>A unary operator on any type; the function may depend on the tensors' quantization.</summary>
    public static OperatorForm Unary<TIn, TOut>(
        ElementType type, ElementType output, Func<PrepareContext, UnaryFunction<TIn, TOut>> function)
        where TIn : unmanaged
        where TOut : unmanaged => new(type, context => Prepared(Into(context, output), function(context)));

    /// <summary>A prepared unary operator: by a table where the vector kernels may run and the function counts nothing.</summary>
    public static PreparedOperator Prepared<TIn, TOut>(PrepareContext context, UnaryFunction<TIn, TOut> function)
        where TIn : unmanaged
        where TOut : unmanaged => CodeTable.Of(function, context.Rounding, context.Width) is { } table
            ? new TableOperator<TIn, TOut>(context.Node, table)
            : new UnaryOperator<TIn, TOut>(context.Node, function);

    /// <summary>A binary operator on FLOAT32.</summary>
    public static OperatorForm Binary(Func<float, float, float> function) =>
        Binary<float, float>(ElementType.Float32, ElementType.Float32, _ => (_, a, b) => function(a, b));

    /// <summary>A binary operator on any type; the function may depend on the tensors' quantization.</summary>
    public static OperatorForm Binary<TIn, TOut>(
        ElementType type, ElementType output, Func<PrepareContext, BinaryFunction<TIn, TIn, TOut>> function)
        where TIn : unmanaged
        where TOut : unmanaged => new(type, context => new BinaryOperator<TIn, TIn, TOut>(Into(context, output), function(context)));

    /// <summary>A unary operator on codes of one integer type; the function's result is in that type's range.</summary>
    public static OperatorForm UnaryCodes<T>(ElementType type, Func<PrepareContext, UnaryFunction<int, int>> function)
        where T : unmanaged, IBinaryInteger<T> => Unary<T, T>(type, type, context =>
        {
            var element = function(context);
            return (kernel, x) => T.CreateTruncating(element(kernel, int.CreateTruncating(x)));
        });

    /// <summary>A binary operator on codes of one integer type; the function's result is in that type's range.</summary>
    public static OperatorForm BinaryCodes<T>(ElementType type, Func<PrepareContext, BinaryFunction<int, int, int>> function)
        where T : unmanaged, IBinaryInteger<T> => Binary<T, T>(type, type, context =>
        {
            var element = function(context);
            return (kernel, a, b) => T.CreateTruncating(element(kernel, int.CreateTruncating(a), int.CreateTruncating(b)));
        });

    /// <summary>The same with a packed form, which gives null where the function runs.</summary>
    public static OperatorForm BinaryCodes<T>(
        ElementType type, Func<PrepareContext, BinaryFunction<int, int, int>> function, Func<PrepareContext, PackedPair<T>?> packed)
        where T : unmanaged, IBinaryInteger<T>
    {
        var definition = BinaryCodes<T>(type, function);
        return definition with
        {
            Prepare = context => packed(Into(context, type)) is { } pair ? new PairOperator<T>(context, pair) : definition.Prepare(context),
        };
    }

    private static PrepareContext Into(PrepareContext context, ElementType output) => context.Output.Type == output
        ? context
        : throw context.UnsupportedType(context.Output, output.TfLiteName());
}
