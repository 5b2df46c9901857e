using HilRig.Kernels.Softmax;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>SOFTMAX on INT8 by <see cref="SoftmaxS8"/> or its packed form.</summary>
/// <param name="packed">Null where the definition runs.</param>
public sealed class SoftmaxInt8(OperatorNode node, int rows, int rowSize, SoftmaxParams parameters, PackedSoftmax<sbyte, sbyte>? packed)
    : PreparedOperator(node)
{
    public int Rows { get; } = rows;

    public int RowSize { get; } = rowSize;

    public SoftmaxParams Parameters { get; } = parameters;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int8(Node.Inputs[0]);
        var output = session.Int8(Node.Outputs[0]);
        if (packed is not null)
            packed.Run(session.Kernel, Rows, RowSize, input, output);
        else
            SoftmaxS8.Run(session.Kernel, Parameters, Rows, RowSize, input, output);
    }
}
