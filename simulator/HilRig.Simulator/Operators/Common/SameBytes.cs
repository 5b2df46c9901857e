using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>
/// Input 0's bytes under another shape. The memory plan mostly gives both the same place; a constant or a variable keeps its own
/// and is copied.
/// </summary>
public class SameBytes(OperatorNode node) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session)
    {
        var source = session.Bytes(Node.Inputs[0]);
        var target = session.Bytes(Node.Outputs[0]);
        if (!source.Overlaps(target))
            source.CopyTo(target);
    }
}
