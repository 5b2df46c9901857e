using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Filling;

/// <summary>ZEROS_LIKE: codes of 0 whatever the zero point, as in TensorFlow Lite Micro.</summary>
public sealed class ZerosLikeDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.ZerosLike;

    public override int MaxVersion => 2;

    public override string SupportedTypes => "any";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        context.Alike(context.Output, context.Input(0));
        return new ZerosLikeOperator(context.Node);
    }
}

/// <summary>A prepared ZEROS_LIKE.</summary>
public sealed class ZerosLikeOperator(OperatorNode node) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => session.Bytes(Node.Outputs[0]).Clear();
}
