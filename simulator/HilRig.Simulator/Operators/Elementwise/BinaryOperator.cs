using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>A prepared binary operator: one function on every pair of elements, both inputs broadcast to the output's shape.</summary>
public sealed class BinaryOperator<TLeft, TRight, TOut> : PreparedOperator
    where TLeft : unmanaged
    where TRight : unmanaged
    where TOut : unmanaged
{
    private readonly BinaryFunction<TLeft, TRight, TOut> _function;
    private readonly StridedView _left;
    private readonly StridedView _right;

    public BinaryOperator(PrepareContext context, BinaryFunction<TLeft, TRight, TOut> function)
        : base(context.Node)
    {
        var shape = context.Output.Shape.AsSpan();
        _function = function;
        _left = StridedView.Broadcast(context.Input(0).Shape.AsSpan(), shape);
        _right = StridedView.Broadcast(context.Input(1).Shape.AsSpan(), shape);
    }

    public override void Invoke(InferenceSession session) => Kernels.Reference.Elementwise.Run(
        session.Kernel, _function, _left, session.Span<TLeft>(Node.Inputs[0]), _right, session.Span<TRight>(Node.Inputs[1]),
        session.Span<TOut>(Node.Outputs[0]));
}
