using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Softmax;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>SOFTMAX over the last dimension.</summary>
public sealed class SoftmaxDefinition : OperatorDefinition
{
    private const int ScaledDiffIntegerBits = 5;
    private static readonly TensorScale Int8Output = new(1f / 256, -128);

    public override BuiltinOperator Code => BuiltinOperator.Softmax;

    public override int MaxVersion => 3;

    public override OperatorOptions ReadOptions(OptionsTable table) => SoftmaxOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = SoftmaxOptions.Read(context.Node.Options);
        var (rows, rowSize) = Rows(context);
        if (context.Input(0).Type != context.Output.Type)
            throw context.UnsupportedType(context.Input(0), $"{context.Output.Type.TfLiteName()}, the output's type");
        return context.Output.Type switch
        {
            ElementType.Int8 => new SoftmaxInt8(context.Node, rows, rowSize, Parameters(context, options.Beta, rowSize)),
            ElementType.Float32 => new SoftmaxFloat32(context.Node, rows, rowSize, options.Beta),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static (int Rows, int RowSize) Rows(PrepareContext context)
    {
        var input = context.Input(0);
        if (input.Shape.Length < 1 || input.ElementCount < 1 || !input.Shape.SequenceEqual(context.Output.Shape))
            throw context.Malformed($"{input} and {context.Output} must have one shape of at least 1 element");
        return ((int)(input.ElementCount / input.Shape[^1]), input.Shape[^1]);
    }

    // prepare.md section 6: the scaled difference has 5 integer bits, so its unit is 2^-26.
    private static SoftmaxParams Parameters(PrepareContext context, float beta, int rowSize)
    {
        if (context.Scale(context.Output) != Int8Output)
            throw context.Unsupported($"output quantization {context.Scale(context.Output)}", $"{Int8Output}");
        if (rowSize >= SoftmaxS8.RowSizeLimit)
            throw context.Unsupported($"rows of {rowSize}", $"rows shorter than {SoftmaxS8.RowSizeLimit}: beyond, the kernel's sum overflows");
        var limit = context.Rounding == Rounding.Single ? (1L << 30) - 1.0 : (1L << 31) - 1.0;
        var real = Math.Min((double)beta * context.Scale(context.Input(0)).Scale * (1 << (31 - ScaledDiffIntegerBits)), limit);
        if (!(real > 1))
            throw context.Unsupported($"beta {beta} times the input scale gives a factor of {real}", "a factor above 1");
        var factor = QuantizedMultiplier.FromReal(real, context.Rounding);
        var span = ((1 << ScaledDiffIntegerBits) - 1) * Math.ScaleB(1, 31 - ScaledDiffIntegerBits - factor.Shift);
        return new(factor.Multiplier, factor.Shift, -(int)Math.Floor(span));
    }
}
