using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>A prepared binary operator on codes of one type by its packed form, both inputs broadcast to the output's shape.</summary>
public sealed class PairOperator<T> : PreparedOperator
    where T : unmanaged
{
    private readonly PackedPair<T> _packed;
    private readonly StridedView _left;
    private readonly StridedView _right;

    public PairOperator(PrepareContext context, PackedPair<T> packed)
        : base(context.Node)
    {
        var shape = context.Output.Shape.AsSpan();
        _packed = packed;
        _left = StridedView.Broadcast(context.Input(0).Shape.AsSpan(), shape);
        _right = StridedView.Broadcast(context.Input(1).Shape.AsSpan(), shape);
    }

    public override void Invoke(InferenceSession session) => _packed.Run(
        _left, session.Span<T>(Node.Inputs[0]), _right, session.Span<T>(Node.Inputs[1]), session.Span<T>(Node.Outputs[0]));
}
