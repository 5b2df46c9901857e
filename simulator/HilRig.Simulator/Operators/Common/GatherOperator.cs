using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>One input's elements in another order, or some of them: what TRANSPOSE, SLICE, BROADCAST_TO and their like become.</summary>
/// <param name="input">Position of the input that is copied.</param>
/// <param name="elementBytes">1, 2, 4 or 8.</param>
public sealed class GatherOperator(OperatorNode node, int input, StridedView view, int elementBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) =>
        DataMovement.Gather(view, elementBytes, session.Bytes(Node.Inputs[input]), session.Bytes(Node.Outputs[0]));
}
