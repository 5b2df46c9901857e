using HilRig.Kernels.Softmax;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Softmax;

/// <summary>SOFTMAX on INT8 by <see cref="SoftmaxS8"/>.</summary>
public sealed class SoftmaxInt8(OperatorNode node, int rows, int rowSize, SoftmaxParams parameters, VectorWidth width) : PreparedOperator(node)
{
    private readonly PackedSoftmaxS8? _packed = Pack(parameters, rowSize, width);

    public int Rows { get; } = rows;

    public int RowSize { get; } = rowSize;

    public SoftmaxParams Parameters { get; } = parameters;

    public override void Invoke(InferenceSession session)
    {
        if (_packed is not null)
            _packed.Run(session.Kernel, Rows, RowSize, session.Int8(Node.Inputs[0]), session.Int8(Node.Outputs[0]));
        else
            SoftmaxS8.Run(session.Kernel, Parameters, Rows, RowSize, session.Int8(Node.Inputs[0]), session.Int8(Node.Outputs[0]));
    }

    // Where something may wrap the scalar definition runs: it counts the wraps.
    private static PackedSoftmaxS8? Pack(SoftmaxParams parameters, int rowSize, VectorWidth width)
    {
        var packed = width == VectorWidth.Scalar ? null : new PackedSoftmaxS8(parameters, rowSize);
        return packed is { MayWrap: false } ? packed : null;
    }
}
