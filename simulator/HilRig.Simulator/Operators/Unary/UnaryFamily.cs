using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Unary;

/// <summary>Functions of one element, an operator each.</summary>
public static class UnaryFamily
{
    public static UnaryDefinition Abs { get; } = new(
        BuiltinOperator.Abs, 5, Form.UnaryCodes<sbyte>(ElementType.Int8, Absolute), Form.UnaryCodes<short>(ElementType.Int16, Absolute),
        Form.Unary(MathF.Abs));

    public static UnaryDefinition Ceil { get; } = new(BuiltinOperator.Ceil, 1, Form.Unary(MathF.Ceiling));

    public static UnaryDefinition Cos { get; } = new(BuiltinOperator.Cos, 1, Form.Unary(MathF.Cos));

    public static UnaryDefinition Exp { get; } = new(BuiltinOperator.Exp, 2, Form.Unary(MathF.Exp));

    public static UnaryDefinition Floor { get; } = new(BuiltinOperator.Floor, 1, Form.Unary(MathF.Floor));

    public static UnaryDefinition Log { get; } = new(BuiltinOperator.Log, 2, Form.Unary(MathF.Log));

    public static UnaryDefinition Neg { get; } = new(BuiltinOperator.Neg, 1, Form.Unary(x => -x));

    /// <summary>ROUND: halves go to the even neighbour.</summary>
    public static UnaryDefinition Round { get; } = new(BuiltinOperator.Round, 1, Form.Unary(x => MathF.Round(x, MidpointRounding.ToEven)));

    public static UnaryDefinition Rsqrt { get; } = new(
        BuiltinOperator.Rsqrt, 3, Form.UnaryCodes<sbyte>(ElementType.Int8, Root), Form.UnaryCodes<short>(ElementType.Int16, Root),
        Form.Unary(x => 1 / MathF.Sqrt(x)));

    public static UnaryDefinition Sin { get; } = new(BuiltinOperator.Sin, 1, Form.Unary(MathF.Sin));

    public static UnaryDefinition Sqrt { get; } = new(BuiltinOperator.Sqrt, 1, Form.Unary(MathF.Sqrt));

    public static UnaryDefinition Square { get; } = new(BuiltinOperator.Square, 1, Form.Unary(x => x * x));

    // TensorFlow Lite Micro's elementwise.cc: the factor in float32; int16 without quantization is plain integers.
    private static UnaryFunction<int, int> Absolute(PrepareContext context)
    {
        if (context.Input(0) is { Type: ElementType.Int16, Quantization: null })
            return (_, x) => Math.Abs(x);
        var (input, output) = (Quantization.Of(context, context.Input(0)), Quantization.Of(context, context.Output));
        var absolute = new AbsoluteValue(
            input.ZeroPoint, output.ZeroPoint,
            input.Scale == output.Scale ? null : context.Multiplier(input.Scale / output.Scale, "input scale / output scale"),
            context.IntegerRange(context.Output));
        return absolute.Of;
    }

    // TensorFlow Lite Micro's elementwise.cc: the root and its product with the output scale in float32, the reciprocal in float64.
    private static UnaryFunction<int, int> Root(PrepareContext context)
    {
        var (input, output) = (Quantization.Of(context, context.Input(0)), Quantization.Of(context, context.Output));
        var factor = 1 / (double)(MathF.Sqrt(input.Scale) * output.Scale);
        var scale = context.Multiplier(factor, "1 / (sqrt(input scale) * output scale)");
        if (scale.Shift < InverseRoot.SmallestShift)
            throw context.Unsupported($"1 / (sqrt(input scale) * output scale) = {factor}", "2^-12 and more; check the scales");
        return new InverseRoot(input.ZeroPoint, output.ZeroPoint, scale, context.IntegerRange(context.Output)).Of;
    }
}
