using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Add;

/// <summary>ADD on INT8 by <see cref="ElementwiseAddS8"/> or its packed form.</summary>
public sealed class AddInt8(OperatorNode node, ElementwiseAddParams parameters, Rounding rounding, VectorWidth width) : PreparedOperator(node)
{
    private readonly PackedElementwiseAddS8? _packed = width == VectorWidth.Scalar ? null : new(parameters, rounding, width);

    public ElementwiseAddParams Parameters { get; } = parameters;

    public override void Invoke(InferenceSession session)
    {
        var (a, b) = (Node.Inputs[0], Node.Inputs[1]);
        var output = session.Int8(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(session.Int8(a), session.Int8(b), output, session.Kernel);
        else
            ElementwiseAddS8.Run(session.Kernel, Parameters, session.Int8(a), session.Int8(b), output);
    }
}
