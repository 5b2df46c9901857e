using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.BatchMatMul;

/// <summary>Both sides as the kernels take them: [n][h][rows][depth] and [n][h][columns][depth].</summary>
/// <param name="LeftView">Brings the left side into that order; null where it is in it.</param>
/// <param name="RightView">The same for the right side.</param>
public sealed record BatchMatMulGeometry(Dims Left, StridedView? LeftView, Dims Right, StridedView? RightView, Dims Output)
{
    public long Macs => (long)Output.Count * Left.C;

    public static BatchMatMulGeometry Of(PrepareContext context, BatchMatMulOptions options)
    {
        var (left, leftView) = Side(context, context.Input(0), options.AdjX);
        var (right, rightView) = Side(context, context.SameType(context.Input(1), context.Input(0)), !options.AdjY);
        var fits = left.C == right.C && Fit(left.N, right.N) && Fit(left.H, right.H);
        if (!fits)
            throw context.Malformed($"{context.Input(0)} and {context.Input(1)} cannot be multiplied");
        var output = new Dims(Math.Max(left.N, right.N), Math.Max(left.H, right.H), left.W, right.W);
        var rank = Math.Max(context.Input(0).Shape.Length, context.Input(1).Shape.Length);
        int[] shape = [output.N, output.H, output.W, output.C];
        context.RequireShape(context.SameType(context.Output, context.Input(0)), shape.AsSpan(4 - rank));
        return new(left, leftView, right, rightView, output);
    }

    private static bool Fit(int left, int right) => left == right || left == 1 || right == 1;

    private static (Dims Dims, StridedView? View) Side(PrepareContext context, TensorInfo tensor, bool isTransposed)
    {
        if (tensor.Shape.Length is < 2 or > 4 || tensor.ElementCount < 1)
            throw context.Unsupported($"{tensor} has rank {tensor.Shape.Length}", "2 to 4 dimensions of at least 1");
        var shape = Enumerable.Repeat(1, 4 - tensor.Shape.Length).Concat(tensor.Shape).ToArray();
        return isTransposed
            ? (new(shape[0], shape[1], shape[3], shape[2]), StridedView.Transposed(shape, [0, 1, 3, 2]))
            : (new(shape[0], shape[1], shape[2], shape[3]), null);
    }
}
