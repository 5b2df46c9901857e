using System.Numerics;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.BasicMath;

/// <summary>MAXIMUM and MINIMUM of integers with broadcasting, many at a time. Equal to the definitions to the bit.</summary>
public static unsafe class VectorExtremum
{
    /// <summary>Both inputs are read in the output's shape, as <see cref="StridedView.Broadcast"/> gives it.</summary>
    /// <param name="width">A width this machine supports, not scalar.</param>
    /// <typeparam name="T">An integer, whose order is total: floats have values that are none.</typeparam>
    public static void Maximum<T>(
        StridedView leftView, ReadOnlySpan<T> left, StridedView rightView, ReadOnlySpan<T> right, Span<T> output, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T> =>
        Run<T, Larger>(leftView, left, rightView, right, output, width);

    /// <inheritdoc cref="Maximum{T}"/>
    public static void Minimum<T>(
        StridedView leftView, ReadOnlySpan<T> left, StridedView rightView, ReadOnlySpan<T> right, Span<T> output, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T> =>
        Run<T, Smaller>(leftView, left, rightView, right, output, width);

    private static void Run<T, TPick>(
        StridedView leftView, ReadOnlySpan<T> left, StridedView rightView, ReadOnlySpan<T> right, Span<T> output, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T>
        where TPick : struct, IPick
    {
        // Inner dimensions are merged: of two runs of neighbours the shorter divides the longer.
        var row = Math.Min(leftView.InnerCount, rightView.InnerCount);
        fixed (T* a = left)
        fixed (T* b = right)
        fixed (T* y = output)
            for (var at = 0; at < output.Length; at += row)
            {
                T* l = a + leftView[at], r = b + rightView[at];
                // Neither side goes on only where a row is one element; so the side that does comes first.
                if (leftView.InnerStride == 0)
                    RowPick<T, TPick>.Run(r, *l, y + at, row, width);
                else if (rightView.InnerStride == 0)
                    RowPick<T, TPick>.Run(l, *r, y + at, row, width);
                else
                    RowPick<T, TPick>.Run(l, r, y + at, row, width);
            }
    }
}
