using HilRig.Kernels.Softmax;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>SOFTMAX on FLOAT32 by <see cref="SoftmaxF32"/>.</summary>
public sealed class SoftmaxFloat32(OperatorNode node, int rows, int rowSize, float beta) : PreparedOperator(node)
{
    public int Rows { get; } = rows;

    public int RowSize { get; } = rowSize;

    public float Beta { get; } = beta;

    public override void Invoke(InferenceSession session) =>
        SoftmaxF32.Run(Beta, Rows, RowSize, session.Float32(Node.Inputs[0]), session.Float32(Node.Outputs[0]));
}
