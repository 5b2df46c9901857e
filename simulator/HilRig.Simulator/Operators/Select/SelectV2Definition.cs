using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Elementwise;

namespace HilRig.Simulator.Operators.Select;

/// <summary>SELECT_V2 with broadcasting. Codes are copied, scales and zero points are not looked at.</summary>
public sealed class SelectV2Definition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.SelectV2;

    public override int MaxVersion => 2;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (condition, ifTrue, ifFalse, output) = (context.Input(0), context.Input(1), context.Input(2), context.Output);
        if (condition.Type != ElementType.Bool)
            throw context.UnsupportedType(condition, "BOOL");
        context.SameType(ifFalse, ifTrue);
        context.SameType(output, ifTrue);
        BinaryDefinition.RequireBroadcast(context, condition, ifTrue, ifFalse);
        return new SelectV2Operator(context.Node, new(View(condition), View(ifTrue), View(ifFalse), context.ElementBytes(output)));

        StridedView View(TensorInfo input) => StridedView.Broadcast(input.Shape.AsSpan(), output.Shape.AsSpan());
    }
}

/// <summary>A prepared SELECT_V2.</summary>
public sealed class SelectV2Operator(OperatorNode node, Selection selection) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => selection.Run(
        session.Bytes(Node.Inputs[0]), session.Bytes(Node.Inputs[1]), session.Bytes(Node.Inputs[2]), session.Bytes(Node.Outputs[0]));
}
