using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Add;

/// <summary>ADD on FLOAT32 by <see cref="ElementwiseAddF32"/>.</summary>
public sealed class AddFloat32(OperatorNode node, Float32Range activation) : PreparedOperator(node)
{
    public Float32Range Activation { get; } = activation;

    public override void Invoke(InferenceSession session) => ElementwiseAddF32.Run(
        Activation, session.Float32(Node.Inputs[0]), session.Float32(Node.Inputs[1]), session.Float32(Node.Outputs[0]));
}
