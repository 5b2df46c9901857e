using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Add;

/// <summary>ADD with broadcasting. int8 of equal shapes runs CMSIS-NN's kernel, which gives the same bits as the reference.</summary>
public sealed class AddDefinition() : BinaryDefinition(
    BuiltinOperator.Add, 5,
    new OperatorForm(ElementType.Int8, Int8),
    Told(Form.BinaryCodes<short>(ElementType.Int16, context => Codes(Parameters(context, Int16LeftShift)),
        context => Packed<short>(context, Parameters(context, Int16LeftShift)))),
    Form.Binary<int, int>(ElementType.Int32, ElementType.Int32, Whole),
    new OperatorForm(ElementType.Float32, Float32))
{
    // Head-room that TFLite gives the inputs before scaling.
    private const int Int8LeftShift = 20;
    private const int Int16LeftShift = 15;

    public override OperatorOptions ReadOptions(OptionsTable table) => AddOptions.Read(table);

    // Of equal shapes another engine may compute it too.
    private static OperatorForm Told(OperatorForm form) => form with
    {
        Prepare = context => IsPlain(context) ? form.Prepare(context).With(new AddArguments(Parameters(context, Int16LeftShift))) : form.Prepare(context),
    };

    private static PreparedOperator Int8(PrepareContext context)
    {
        var parameters = Parameters(context, Int8LeftShift);
        if (IsPlain(context))
            return new AddInt8(context.Node, parameters, context.Rounding, context.Width);
        if (Packed<sbyte>(context, parameters) is { } packed)
            return new PairOperator<sbyte>(context, packed);
        var element = Codes(parameters);
        return new BinaryOperator<sbyte, sbyte, sbyte>(context, (kernel, a, b) => (sbyte)element(kernel, a, b));
    }

    private static PackedPair<T>? Packed<T>(PrepareContext context, ElementwiseAddParams parameters)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => PackedPair.Sum<T>(parameters, subtracts: false, context.Rounding, context.Width);

    private static PreparedOperator Float32(PrepareContext context)
    {
        context.SameType(context.Output, context.Input(0));
        var range = Activation(context).Float32Range();
        return IsPlain(context)
            ? new AddFloat32(context.Node, range)
            : new BinaryOperator<float, float, float>(context, (_, a, b) => range.Clamp(a + b));
    }

    private static BinaryFunction<int, int, int> Codes(ElementwiseAddParams parameters) =>
        (kernel, a, b) => ScaledSum.Add(kernel, parameters, a, b);

    private static BinaryFunction<int, int, int> Whole(PrepareContext context)
    {
        var range = Activation(context).Int32Range();
        return (kernel, a, b) => range.Clamp(kernel.Wrap32((long)a + b));
    }

    private static bool IsPlain(PrepareContext context) => context.Inputs.All(t => t.Shape.SequenceEqual(context.Output.Shape));

    private static FusedActivation Activation(PrepareContext context) => AddOptions.Read(context.Node.Options).Activation;

    // As TensorFlow Lite Micro prepares it: float64 throughout; t is twice the larger input scale, so that both inputs shrink.
    private static ElementwiseAddParams Parameters(PrepareContext context, int leftShift)
    {
        context.SameType(context.Output, context.Input(0));
        var (a, b, output) = (context.Scale(context.Input(0)), context.Scale(context.Input(1)), context.Scale(context.Output));
        var twice = 2 * (double)Math.Max(a.Scale, b.Scale);
        return new(
            -a.ZeroPoint, context.SmallerThanOne(a.Scale / twice), -b.ZeroPoint, context.SmallerThanOne(b.Scale / twice), leftShift,
            output.ZeroPoint, context.SmallerThanOne(twice / ((1 << leftShift) * (double)output.Scale)),
            Activation(context).Range(output, context.IntegerRange(context.Output)));
    }
}
