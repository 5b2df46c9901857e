using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>A kernel on the whole of input 0 and output 0.</summary>
public delegate void WholeTensor<TIn, TOut>(InferenceSession session, ReadOnlySpan<TIn> input, Span<TOut> output);

/// <summary>A prepared operator that is one kernel call on one input and one output.</summary>
/// <param name="steps">Elementary steps, where they are more than the output has elements.</param>
public sealed class MapOperator<TIn, TOut>(OperatorNode node, WholeTensor<TIn, TOut> kernel, long steps = 0) : PreparedOperator(node)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override long Steps => steps;

    public override void Invoke(InferenceSession session) =>
        kernel(session, session.Span<TIn>(Node.Inputs[0]), session.Span<TOut>(Node.Outputs[0]));
}
