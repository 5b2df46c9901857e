using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Sums;

/// <summary>ADD_N: two or more tensors of one shape and, for INT8, one quantization.</summary>
public sealed class AddNDefinition() : FormedOperator(
    BuiltinOperator.AddN, 1, decides: 0,
    new OperatorForm(ElementType.Int8, Int8),
    new OperatorForm(ElementType.Float32, context => new AddNFloat32(context.Node, context.Output.ElementCount)))
{
    protected override void Validate(PrepareContext context)
    {
        if (context.Node.Inputs.Length < 2)
            throw context.Malformed($"it has {context.Node.Inputs.Length} inputs; at least 2 are added");
        for (var i = 1; i < context.Node.Inputs.Length; i++)
            context.Alike(context.Input(i), context.Input(0));
        context.Alike(context.Output, context.Input(0));
    }

    private static AddNInt8 Int8(PrepareContext context)
    {
        var scale = context.Scale(context.Input(0));
        foreach (var input in context.Inputs)
        {
            if (context.Scale(input) != scale)
                throw context.Unsupported($"{input} and {context.Input(0)} differ in quantization", "one quantization of all inputs");
        }
        return new(context.Node, SumParameters.Of(context), context.Output.ElementCount);
    }
}
