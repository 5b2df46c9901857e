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
    public static OperatorForm Unary<TIn, TOut>(ElementType type, ElementType output, Func<PrepareContext, UnaryFunction<TIn, TOut>> function)
        where TIn : unmanaged
        where TOut : unmanaged => new(type, context => new UnaryOperator<TIn, TOut>(Into(context, output).Node, function(context)));

    /// <summary>A binary operator on FLOAT32.</summary>
    public static OperatorForm Binary(Func<float, float, float> function) =>
        Binary<float, float>(ElementType.Float32, ElementType.Float32, _ => (_, a, b) => function(a, b));

    /// <summary>A binary operator on any type; the function may depend on the tensors' quantization.</summary>
    public static OperatorForm Binary<TIn, TOut>(ElementType type, ElementType output, Func<PrepareContext, BinaryFunction<TIn, TIn, TOut>> function)
        where TIn : unmanaged
        where TOut : unmanaged => new(type, context => new BinaryOperator<TIn, TOut>(Into(context, output), function(context)));

    private static PrepareContext Into(PrepareContext context, ElementType output) => context.Output.Type == output
        ? context
        : throw context.UnsupportedType(context.Output, output.TfLiteName());
}
