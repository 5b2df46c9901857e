using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Extremum;

/// <summary>The vector form of MAXIMUM or MINIMUM.</summary>
public delegate void VectorPick<T>(
    StridedView leftView, ReadOnlySpan<T> left, StridedView rightView, ReadOnlySpan<T> right, Span<T> output, VectorWidth width);

/// <summary>A prepared MAXIMUM or MINIMUM of integers by its vector form, both inputs broadcast to the output's shape.</summary>
public sealed class ExtremumOperator<T> : PreparedOperator
    where T : unmanaged
{
    private readonly VectorPick<T> _pick;
    private readonly StridedView _left;
    private readonly StridedView _right;
    private readonly VectorWidth _width;

    public ExtremumOperator(PrepareContext context, VectorPick<T> pick)
        : base(context.Node)
    {
        var shape = context.Output.Shape.AsSpan();
        (_pick, _width) = (pick, context.Width);
        _left = StridedView.Broadcast(context.Input(0).Shape.AsSpan(), shape);
        _right = StridedView.Broadcast(context.Input(1).Shape.AsSpan(), shape);
    }

    public override void Invoke(InferenceSession session) => _pick(
        _left, session.Span<T>(Node.Inputs[0]), _right, session.Span<T>(Node.Inputs[1]), session.Span<T>(Node.Outputs[0]), _width);
}
