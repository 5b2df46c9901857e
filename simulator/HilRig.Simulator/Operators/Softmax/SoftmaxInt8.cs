using HilRig.Kernels.Softmax;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>SOFTMAX on INT8 by <see cref="SoftmaxS8"/>.</summary>
public sealed class SoftmaxInt8(OperatorNode node, int rows, int rowSize, SoftmaxParams parameters) : PreparedOperator(node)
{
    public int Rows { get; } = rows;

    public int RowSize { get; } = rowSize;

    public SoftmaxParams Parameters { get; } = parameters;

    public override void Invoke(InferenceSession session) =>
        SoftmaxS8.Run(session.Kernel, Parameters, Rows, RowSize, session.Int8(Node.Inputs[0]), session.Int8(Node.Outputs[0]));
}
