using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Transpose;

/// <summary><c>arm_transpose_s8</c>: axis i of the output is axis permutation[i] of the input; 1 to 4 axes.</summary>
/// <remarks>
/// Two axes are always swapped, whatever the permutation says: an identity is ignored. The MVE build's identity of four axes
/// swaps width and channels instead. Fewer than four axes are the leading ones of the dims: n, h, w.
/// </remarks>
public static class TransposeS8
{
    /// <exception cref="KernelStatusException">Argument error: an axis out of range, or other than 1 to 4 axes.</exception>
    public static void Run(KernelContext context, ReadOnlySpan<sbyte> input, Span<sbyte> output, Dims inputDims, ReadOnlySpan<int> permutation)
    {
        int[] extents = [inputDims.N, inputDims.H, inputDims.W, inputDims.C];
        var axes = permutation.Length;
        if (axes is < 1 or > 4)
            throw KernelStatusException.Argument("arm_transpose_s8", $"{axes} axes; 1 to 4 can be permuted");
        Span<int> order = stackalloc int[axes];
        permutation.CopyTo(order);
        if (axes == 2)
            (order[0], order[1]) = (1, 0);
        else if (axes == 4 && context.Path == KernelPath.Mve && permutation is [0, 1, 2, 3] && inputDims is { W: > 1, C: > 1 })
            (order[2], order[3]) = (3, 2);
        foreach (var axis in order)
        {
            if (axis < 0 || axis >= axes)
                throw KernelStatusException.Argument("arm_transpose_s8", $"axis {axis} in a permutation of {axes} axes; legal is 0 to {axes - 1}");
        }
        if (axes == 1)
            input[..extents[0]].CopyTo(output);
        else
            Permute(input, output, extents.AsSpan(0, axes), order);
    }

    private static void Permute(ReadOnlySpan<sbyte> input, Span<sbyte> output, ReadOnlySpan<int> extents, ReadOnlySpan<int> order)
    {
        Span<int> strides = stackalloc int[extents.Length];
        strides[^1] = 1;
        for (var axis = extents.Length - 2; axis >= 0; axis--)
            strides[axis] = strides[axis + 1] * extents[axis + 1];
        Span<int> at = stackalloc int[extents.Length];
        at.Clear();
        for (var i = 0; i < output.Length; i++)
        {
            var from = 0;
            for (var axis = 0; axis < at.Length; axis++)
                from += at[axis] * strides[order[axis]];
            output[i] = input[from];
            for (var axis = at.Length - 1; axis >= 0 && ++at[axis] == extents[order[axis]]; axis--)
                at[axis] = 0;
        }
    }
}
