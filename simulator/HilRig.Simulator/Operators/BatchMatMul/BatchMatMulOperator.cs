using System.Runtime.InteropServices;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.BatchMatMul;

/// <summary>A kernel on both sides in the order of <see cref="BatchMatMulGeometry"/>.</summary>
public delegate void MatrixProduct<T>(InferenceSession session, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output);

/// <summary>A prepared BATCH_MATMUL: transposes into scratch what the kernel wants the other way round, then multiplies.</summary>
public sealed class BatchMatMulOperator<T>(OperatorNode node, BatchMatMulGeometry geometry, MatrixProduct<T> kernel) : PreparedOperator(node)
    where T : unmanaged
{
    public BatchMatMulGeometry Geometry { get; } = geometry;

    public override long Macs => Geometry.Macs;

    public override int ScratchElements => (LeftElements + RightElements) * ElementBytes / sizeof(short) + 1;

    private static int ElementBytes => Marshal.SizeOf<T>();

    private int LeftElements => Geometry.LeftView?.Count ?? 0;

    private int RightElements => Geometry.RightView?.Count ?? 0;

    public override void Invoke(InferenceSession session)
    {
        var scratch = MemoryMarshal.Cast<short, T>(session.Scratch);
        var left = Ordered(session.Span<T>(Node.Inputs[0]), Geometry.LeftView, scratch[..LeftElements]);
        var right = Ordered(session.Span<T>(Node.Inputs[1]), Geometry.RightView, scratch.Slice(LeftElements, RightElements));
        kernel(session, left, right, session.Span<T>(Node.Outputs[0]));
    }

    private static ReadOnlySpan<T> Ordered(ReadOnlySpan<T> side, StridedView? view, Span<T> scratch)
    {
        if (view is null)
            return side;
        view.Gather(side, scratch);
        return scratch;
    }
}
