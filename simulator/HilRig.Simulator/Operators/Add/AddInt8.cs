using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Add;

/// <summary>ADD on INT8 by <see cref="ElementwiseAddS8"/>.</summary>
public sealed class AddInt8(OperatorNode node, ElementwiseAddParams parameters, Rounding rounding) : PreparedOperator(node)
{
    public ElementwiseAddParams Parameters { get; } = parameters;

    public override void Invoke(InferenceSession session) => ElementwiseAddS8.Run(
        Parameters, session.Int8(Node.Inputs[0]), session.Int8(Node.Inputs[1]), session.Int8(Node.Outputs[0]), rounding);
}
