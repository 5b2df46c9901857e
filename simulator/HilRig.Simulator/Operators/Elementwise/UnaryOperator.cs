using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>A prepared unary operator: one function on every element.</summary>
public sealed class UnaryOperator<TIn, TOut>(OperatorNode node, UnaryFunction<TIn, TOut> function) : PreparedOperator(node)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Invoke(InferenceSession session) => Kernels.Reference.Elementwise.Run(
        session.Kernel, function, session.Span<TIn>(Node.Inputs[0]), session.Span<TOut>(Node.Outputs[0]));
}
