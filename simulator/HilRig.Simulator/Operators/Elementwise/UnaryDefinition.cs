using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>An operator with one input that computes every element alone; input and output have one shape.</summary>
public class UnaryDefinition(BuiltinOperator code, int maxVersion, params OperatorForm[] forms)
    : FormedOperator(code, maxVersion, decides: 0, forms)
{
    protected override void Validate(PrepareContext context)
    {
        if (!context.Input(0).Shape.SequenceEqual(context.Output.Shape))
            throw context.Malformed($"{context.Input(0)} and {context.Output} must have one shape");
    }
}
