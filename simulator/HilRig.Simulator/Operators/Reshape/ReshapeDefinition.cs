using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Reshape;

/// <summary>RESHAPE: the same bytes under the output tensor's shape; the shape input is not read, as in TensorFlow Lite Micro.</summary>
public sealed class ReshapeDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Reshape;

    public override int MaxVersion => 1;

    public override string SupportedTypes => "any";

    public override OperatorOptions ReadOptions(OptionsTable table) => ReshapeOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (input, output) = (context.Input(0), context.Output);
        if (input.Type != output.Type || input.ElementCount != output.ElementCount)
            throw context.Malformed($"{input} cannot become {output}: type and number of elements must stay");
        return new ReshapeOperator(context.Node);
    }
}

/// <summary>Nothing to compute: the memory plan gives input and output the same bytes.</summary>
public sealed class ReshapeOperator(OperatorNode node) : SameBytes(node);
