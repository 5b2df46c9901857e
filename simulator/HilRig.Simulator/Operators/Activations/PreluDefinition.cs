using System.Numerics;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Activations;

/// <summary>PRELU: below 0 a slope from input 1, broadcast to the input's shape. int16 inputs take int8 slopes.</summary>
public sealed class PreluDefinition() : FormedOperator(
    BuiltinOperator.Prelu, 1, decides: 0,
    new OperatorForm(ElementType.Int8, Codes<sbyte>),
    new OperatorForm(ElementType.Int16, Codes<short>),
    new OperatorForm(ElementType.Float32, Real))
{
    protected override void Validate(PrepareContext context)
    {
        context.Alike(context.Output, context.Input(0));
        BinaryDefinition.RequireBroadcast(context);
    }

    private static BinaryOperator<float, float, float> Real(PrepareContext context)
    {
        context.SameType(context.Input(1), context.Input(0));
        return new(context, (_, x, alpha) => x >= 0 ? x : x * alpha);
    }

    private static BinaryOperator<T, sbyte, T> Codes<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (context.Input(1).Type != ElementType.Int8)
            throw context.UnsupportedType(context.Input(1), "INT8 slopes");
        var parameters = Parameters(context);
        return new(context, (kernel, x, alpha) => T.CreateTruncating(Rectifiers.Prelu(kernel, parameters, int.CreateTruncating(x), alpha)));
    }

    // As TensorFlow Lite Micro prepares it: float64.
    private static RectifierParams Parameters(PrepareContext context)
    {
        var (input, alpha, output) = (context.Scale(context.Input(0)), context.Scale(context.Input(1)), context.Scale(context.Output));
        return new(
            input.ZeroPoint, alpha.ZeroPoint, output.ZeroPoint,
            context.Multiplier((double)input.Scale / output.Scale, "input scale / output scale"),
            context.Multiplier((double)input.Scale * alpha.Scale / output.Scale, "input scale * slope scale / output scale"),
            context.IntegerRange(context.Output));
    }
}
