using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Transpose;

/// <summary>TRANSPOSE by a constant permutation.</summary>
public sealed class TransposeDefinition() : ViewDefinition(BuiltinOperator.Transpose, 6)
{
    protected override object Arguments(PrepareContext context, TensorInfo source) => new TransposeArguments(Permutation(context, source));

    protected override StridedView View(PrepareContext context, TensorInfo source) =>
        StridedView.Transposed(source.Shape.AsSpan(), Permutation(context, source));

    private static int[] Permutation(PrepareContext context, TensorInfo source)
    {
        var rank = source.Shape.Length;
        int[] permutation = [.. context.Integers(1, rank, "one dimension's number for each dimension").Select(d => context.Axis(d, rank))];
        if (permutation.Distinct().Count() != rank)
            throw context.Malformed($"the permutation [{string.Join(',', permutation)}] must name each dimension 0 to {rank - 1} once");
        context.RequireShape(context.Output, [.. permutation.Select(d => source.Shape[d])]);
        return permutation;
    }
}
