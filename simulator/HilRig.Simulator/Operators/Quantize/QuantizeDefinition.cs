using System.Numerics;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Quantize;

/// <summary>QUANTIZE: real values to codes, or codes of one scale to codes of another. FLOAT32 to FLOAT32 copies, as in a float twin.</summary>
public sealed class QuantizeDefinition() : FormedOperator(
    BuiltinOperator.Quantize, 3, decides: 0,
    new OperatorForm(ElementType.Float32, Real),
    new OperatorForm(ElementType.Int8, Codes<sbyte>),
    new OperatorForm(ElementType.UInt8, Codes<byte>),
    new OperatorForm(ElementType.Int16, Codes<short>),
    new OperatorForm(ElementType.Int32, Codes<int>))
{
    protected override void Validate(PrepareContext context)
    {
        if (!context.Input(0).Shape.SequenceEqual(context.Output.Shape))
            throw context.Malformed($"{context.Input(0)} and {context.Output} must have one shape");
        if (context.Output.Quantization is { IsPerChannel: true })
            throw context.Unsupported($"{context.Output} has a scale for each channel", "one scale");
    }

    private static PreparedOperator Real(PrepareContext context) => context.Output.Type switch
    {
        ElementType.Float32 => new UnaryOperator<float, float>(context.Node, (_, x) => x),
        ElementType.Int8 => Real<sbyte>(context),
        ElementType.UInt8 => Real<byte>(context),
        ElementType.Int16 => Real<short>(context),
        _ => throw context.UnsupportedType(context.Output, "INT8, UINT8, INT16 or FLOAT32"),
    };

    private static PreparedOperator Codes<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T> => context.Output.Type switch
        {
            ElementType.Int8 => Codes<T, sbyte>(context),
            ElementType.UInt8 => Codes<T, byte>(context),
            ElementType.Int16 => Codes<T, short>(context),
            ElementType.Int32 => Codes<T, int>(context),
            _ => throw context.UnsupportedType(context.Output, "INT8, UINT8, INT16 or INT32"),
        };

    private static UnaryOperator<float, T> Real<T>(PrepareContext context)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (output, range) = (context.Scale(context.Output), context.IntegerRange(context.Output));
        return new(context.Node, (_, x) => T.CreateTruncating(Rescaling.Quantize(x, output.Scale, output.ZeroPoint, range)));
    }

    // As TensorFlow Lite Micro prepares it: float64.
    private static PreparedOperator Codes<TIn, TOut>(PrepareContext context)
        where TIn : unmanaged, IBinaryInteger<TIn>
        where TOut : unmanaged, IBinaryInteger<TOut>
    {
        var (input, output) = (context.Scale(context.Input(0)), context.Scale(context.Output));
        ActivationRange range = context.IntegerRange(context.Output);
        var factor = context.Multiplier((double)input.Scale / output.Scale, "input scale / output scale");
        return Form.Prepared<TIn, TOut>(context, (kernel, x) => TOut.CreateTruncating(
            Rescaling.Requantize(kernel, int.CreateTruncating(x), input.ZeroPoint, factor, output.ZeroPoint, range)));
    }
}
