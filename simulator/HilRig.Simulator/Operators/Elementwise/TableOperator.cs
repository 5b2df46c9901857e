using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>A prepared unary operator on an 8-bit type whose function was called for every code when it was prepared.</summary>
public sealed class TableOperator<TIn, TOut>(OperatorNode node, CodeTable<TIn, TOut> table) : PreparedOperator(node)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Invoke(InferenceSession session) =>
        table.Run(session.Span<TIn>(Node.Inputs[0]), session.Span<TOut>(Node.Outputs[0]));
}
