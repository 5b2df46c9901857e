using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Add;

/// <summary>ADD of two activations of equal shape.</summary>
public sealed class AddDefinition : OperatorDefinition
{
    // TFLite gives int8 inputs 20 bits of head-room before scaling.
    private const int LeftShift = 20;

    public override BuiltinOperator Code => BuiltinOperator.Add;

    public override int MaxVersion => 5;

    public override OperatorOptions ReadOptions(OptionsTable table) => AddOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = AddOptions.Read(context.Node.Options);
        var (a, b) = (context.Input(0), context.Input(1));
        RequireEqual(context, a, b);
        return context.Output.Type switch
        {
            ElementType.Int8 => new AddInt8(context.Node, Parameters(context, options), context.Rounding, context.Width),
            ElementType.Float32 => new AddFloat32(context.Node, options.Activation.Float32Range()),
            _ => throw context.UnsupportedType(context.Output, SupportedTypes),
        };
    }

    private static void RequireEqual(PrepareContext context, TensorInfo a, TensorInfo b)
    {
        var output = context.Output;
        foreach (var input in new[] { a, b })
        {
            if (input.Type != output.Type)
                throw context.UnsupportedType(input, $"{output.Type.TfLiteName()}, the output's type");
            if (!input.Shape.SequenceEqual(output.Shape))
                throw context.Unsupported($"{input} is broadcast to {output}", "equal shapes");
        }
    }

    // prepare.md section 5: float64 throughout; t is twice the larger input scale, so that both inputs shrink.
    private static ElementwiseAddParams Parameters(PrepareContext context, AddOptions options)
    {
        var (a, b, output) = (context.Scale(context.Input(0)), context.Scale(context.Input(1)), context.Scale(context.Output));
        var twice = 2 * (double)Math.Max(a.Scale, b.Scale);
        return new(
            -a.ZeroPoint, SmallerThanOne(context, a.Scale / twice), -b.ZeroPoint, SmallerThanOne(context, b.Scale / twice), LeftShift,
            output.ZeroPoint, SmallerThanOne(context, twice / ((1 << LeftShift) * (double)output.Scale)),
            options.Activation.Int8Range(output));
    }

    private static QuantizedMultiplier SmallerThanOne(PrepareContext context, double factor) => factor is > 0 and < 1
        ? QuantizedMultiplier.FromReal(factor, context.Rounding)
        : throw context.Unsupported($"a rescale factor of {factor}", "factors between 0 and 1; check the three scales");
}
