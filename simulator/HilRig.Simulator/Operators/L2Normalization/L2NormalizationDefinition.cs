using HilRig.Kernels.Reference;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.L2Normalization;

/// <summary>L2_NORMALIZATION over the last dimension. The int8 output has steps of 1/128 and zero point 0, whatever the file says.</summary>
public sealed class L2NormalizationDefinition() : FormedOperator(
    BuiltinOperator.L2Normalization, 2, decides: 0, new OperatorForm(ElementType.Int8, Codes), new OperatorForm(ElementType.Float32, Real))
{
    protected override void Validate(PrepareContext context)
    {
        var input = context.Alike(context.Input(0), context.Output);
        if (input.Shape.Length < 1 || input.ElementCount < 1)
            throw context.Unsupported($"{input} has no rows", "a shape of at least 1 element");
        if (context.Node.Options.Int8(0) != 0)
            throw context.Unsupported($"fused activation {context.Node.Options.Int8(0)}", "0 (NONE)");
    }

    private static MapOperator<sbyte, sbyte> Codes(PrepareContext context)
    {
        var (zeroPoint, depth) = (context.Scale(context.Input(0)).ZeroPoint, context.Input(0).Shape[^1]);
        return new(context.Node, (session, input, output) => L2NormalizationS8.Run(session.Kernel, zeroPoint, depth, input, output));
    }

    private static MapOperator<float, float> Real(PrepareContext context)
    {
        var depth = context.Input(0).Shape[^1];
        return new(context.Node, (_, input, output) => L2NormalizationF32.Run(depth, input, output));
    }
}
