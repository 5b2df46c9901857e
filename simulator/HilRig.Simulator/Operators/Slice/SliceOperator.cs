using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Slice;

/// <summary>A prepared SLICE: the output's shape moved to where it begins.</summary>
public sealed class SliceOperator(PrepareContext context, Start begin) : PreparedOperator(context.Node)
{
    private readonly int _elementBytes = context.ElementBytes(context.Output);

    public override void Invoke(InferenceSession session)
    {
        if (begin.View.Count > 0)
            DataMovement.Gather(
                begin.View, _elementBytes, session.Bytes(Node.Inputs[0])[(begin.Element(session, Node.Name) * _elementBytes)..],
                session.Bytes(Node.Outputs[0]));
    }
}
