using System.Numerics;
using HilRig.Kernels.Softmax;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>SOFTMAX over the last dimension: int8 to int8 or int16, int16 and float.</summary>
public sealed class SoftmaxDefinition : OperatorDefinition
{
    private const double ScaleTolerance = 0.001;
    private static readonly TensorScale Int8Output = new(1f / 256, -128);
    private static readonly TensorScale WideOutput = new(1f / 65536, short.MinValue);
    private static readonly TensorScale Int16Output = new(1f / 32768, 0);

    public override BuiltinOperator Code => BuiltinOperator.Softmax;

    public override int MaxVersion => 3;

    public override string SupportedTypes => "INT8 to INT8 or INT16, INT16, FLOAT32";

    public override OperatorOptions ReadOptions(OptionsTable table) => SoftmaxOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var beta = SoftmaxOptions.Read(context.Node.Options).Beta;
        var (rows, rowSize) = SoftmaxScaling.Rows(context);
        return (context.Input(0).Type, context.Output.Type) switch
        {
            (ElementType.Int8, ElementType.Int8) => Int8(context, rows, rowSize, beta),
            (ElementType.Int8, ElementType.Int16) => Wide(context, rows, rowSize, beta),
            (ElementType.Int16, ElementType.Int16) => Int16(context, rows, rowSize, beta),
            (ElementType.Float32, ElementType.Float32) => new SoftmaxFloat32(context.Node, rows, rowSize, beta),
            _ => throw context.Unsupported($"{context.Input(0)} to {context.Output}", SupportedTypes),
        };
    }

    // Rows of SoftmaxS8.RowSizeLimit elements or more may overflow the kernel's sum, but only where most are near the maximum: the kernel
    // says so when it happens.
    private static SoftmaxInt8 Int8(PrepareContext context, int rows, int rowSize, float beta)
    {
        RequireOutput(context, Int8Output, tolerance: 0);
        var parameters = SoftmaxScaling.Of8Bit(context, beta);
        return new(context.Node, rows, rowSize, parameters, Serving(context, PackedSoftmax.S8(parameters, context.Rounding)));
    }

    private static MapOperator<sbyte, short> Wide(PrepareContext context, int rows, int rowSize, float beta)
    {
        RequireOutput(context, WideOutput, ScaleTolerance);
        var parameters = SoftmaxScaling.Of8Bit(context, beta);
        return Serving(context, PackedSoftmax.S8S16(parameters, context.Rounding)) is { } packed
            ? new(context.Node, (session, input, output) => packed.Run(session.Kernel, rows, rowSize, input, output))
            : new(context.Node, (session, input, output) => SoftmaxS8S16.Run(session.Kernel, parameters, rows, rowSize, input, output));
    }

    // Null for the definition.
    private static PackedSoftmax<TIn, TOut>? Serving<TIn, TOut>(PrepareContext context, PackedSoftmax<TIn, TOut> packed)
        where TIn : unmanaged, IBinaryInteger<TIn>
        where TOut : unmanaged, IBinaryInteger<TOut>, IMinMaxValue<TOut> =>
        context.Width == VectorWidth.Scalar || packed.MayWrap ? null : packed;

    // As TensorFlow Lite Micro prepares it: the table of exp spans [-10, 0] in 65535 steps.
    private static PreparedOperator Int16(PrepareContext context, int rows, int rowSize, float beta)
    {
        RequireOutput(context, Int16Output, ScaleTolerance);
        var scale = context.Multiplier(
            (double)context.SymmetricScale(context.Input(0)).Scale * beta / (10.0 / 65535.0), "input scale * beta * 6553.5");
        return new MapOperator<short, short>(context.Node, (session, input, output) =>
            SoftmaxS16.Run(session.Kernel, scale, SoftmaxLuts.Tflite, rows, rowSize, input, output)).With(new SoftmaxArguments(rows, rowSize, scale));
    }

    private static void RequireOutput(PrepareContext context, TensorScale expected, double tolerance)
    {
        var (scale, zeroPoint) = context.Scale(context.Output);
        if (zeroPoint != expected.ZeroPoint || Math.Abs(scale - expected.Scale) > tolerance * expected.Scale)
            throw context.Unsupported($"output quantization {context.Scale(context.Output)}", $"{expected}");
    }
}
