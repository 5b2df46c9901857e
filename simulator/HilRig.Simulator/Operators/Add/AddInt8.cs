using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Add;

/// <summary>ADD on INT8 by <see cref="ElementwiseAddS8"/> or its packed form.</summary>
public sealed class AddInt8(OperatorNode node, ElementwiseAddParams parameters, Rounding rounding, VectorWidth width) : PreparedOperator(node)
{
    private readonly PackedElementwiseAddS8? _packed = Pack(parameters, rounding, width);

    public ElementwiseAddParams Parameters { get; } = parameters;

    // Where something may wrap the scalar definition runs: it counts the wraps.
    private static PackedElementwiseAddS8? Pack(ElementwiseAddParams parameters, Rounding rounding, VectorWidth width)
    {
        var packed = width == VectorWidth.Scalar ? null : new PackedElementwiseAddS8(parameters, rounding, width);
        return packed is { MayWrap: false } ? packed : null;
    }

    public override void Invoke(InferenceSession session)
    {
        var (a, b) = (Node.Inputs[0], Node.Inputs[1]);
        var output = session.Int8(Node.Outputs[0]);
        if (_packed is not null)
            _packed.Run(session.Int8(a), session.Int8(b), output);
        else
            ElementwiseAddS8.Run(session.Kernel, Parameters, session.Int8(a), session.Int8(b), output);
    }
}
