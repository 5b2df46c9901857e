using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Shapes;

/// <summary>EXPAND_DIMS: a new dimension of extent 1 at a constant axis.</summary>
public sealed class ExpandDimsDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.ExpandDims;

    public override int MaxVersion => 1;

    public override string SupportedTypes => "any";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var input = context.Input(0);
        var axis = context.AxisInput(1, input.Shape.Length + 1);
        context.RequireShape(context.SameType(context.Output, input), input.Shape.Insert(axis, 1).AsSpan());
        return new SameBytes(context.Node);
    }
}
