using System.Numerics;
using System.Runtime.CompilerServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.BasicMath;

/// <summary>
/// ADD, SUB and MUL of codes, prepared once for one layer: <see cref="ElementwiseMulS8"/>, <see cref="ElementwiseMulS16"/>,
/// <see cref="ElementwiseAddS16"/> and the reference's forms with broadcasting. Null where a step of the definition may wrap: it counts.
/// </summary>
public static class PackedPair
{
    /// <param name="width">A width this machine supports; scalar gives null.</param>
    /// <typeparam name="T">int8 or int16.</typeparam>
    public static PackedPair<T>? Multiply<T>(ElementwiseMulParams parameters, Rounding rounding, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var magnitude = Largest<T>(parameters.Offset1) * Largest<T>(parameters.Offset2);
        return width == VectorWidth.Scalar || !Fits<T>(parameters.Activation)
            || AccumulatorBounds.MayWrap(magnitude, parameters.OutputScale, parameters.OutputOffset, rounding)
            ? null
            : new(PairKernels.Product<T>(parameters, rounding, magnitude, width));
    }

    /// <param name="subtracts">True for left - right.</param>
    /// <param name="width">A width this machine supports; scalar gives null.</param>
    /// <typeparam name="T">int8 or int16.</typeparam>
    public static PackedPair<T>? Sum<T>(ElementwiseAddParams parameters, bool subtracts, Rounding rounding, VectorWidth width)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var (left, right) = (Largest<T>(parameters.Offset1) << parameters.LeftShift, Largest<T>(parameters.Offset2) << parameters.LeftShift);
        var sum = Scaled(left, parameters.Scale1) + Scaled(right, parameters.Scale2);
        return width == VectorWidth.Scalar || !Fits<T>(parameters.Activation)
            || AccumulatorBounds.MayWrap(left, parameters.Scale1, 0, rounding) || AccumulatorBounds.MayWrap(right, parameters.Scale2, 0, rounding)
            || AccumulatorBounds.MayWrap(sum, parameters.OutputScale, parameters.OutputOffset, rounding)
            ? null
            : new(PairKernels.Sum<T>(parameters, subtracts, rounding, (left, right, sum), width));
    }

    private static long Largest<T>(int offset)
        where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        Math.Max(Math.Abs(long.CreateTruncating(T.MinValue) + offset), Math.Abs(long.CreateTruncating(T.MaxValue) + offset));

    private static bool Fits<T>(ActivationRange range)
        where T : IBinaryInteger<T>, IMinMaxValue<T> => range.Min >= int.CreateTruncating(T.MinValue) && range.Max <= int.CreateTruncating(T.MaxValue);

    private static long Scaled(long magnitude, QuantizedMultiplier scale) =>
        (long)Int128.Min(((Int128)magnitude << Math.Max(scale.Shift, 0)) * Math.Abs((long)scale.Multiplier) >> (31 + Math.Max(-scale.Shift, 0)), 1L << 40) + 2;
}

/// <summary>Such an operator. Equal to its definition to the bit; thread-safe.</summary>
/// <typeparam name="T">int8 or int16.</typeparam>
public sealed unsafe class PackedPair<T>
    where T : unmanaged
{
    private readonly IPairKernel<T> _kernel;

    internal PackedPair(IPairKernel<T> kernel) => _kernel = kernel;

    /// <remarks>Both inputs and the output have equal length.</remarks>
    public void Run(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output)
    {
        fixed (T* a = left[..output.Length])
        fixed (T* b = right[..output.Length])
        fixed (T* y = output)
            _kernel.Run(a, 1, b, 1, y, output.Length);
    }

    /// <summary>Both inputs are read in the output's shape, as <see cref="StridedView.Broadcast"/> gives it.</summary>
    public void Run(StridedView leftView, ReadOnlySpan<T> left, StridedView rightView, ReadOnlySpan<T> right, Span<T> output)
    {
        // Inner dimensions are merged: of two runs of neighbours the shorter divides the longer.
        var row = Math.Min(leftView.InnerCount, rightView.InnerCount);
        fixed (T* a = left)
        fixed (T* b = right)
        fixed (T* y = output)
            for (var at = 0; at < output.Length; at += row)
                _kernel.Run(a + At(leftView, at), leftView.InnerStride, b + At(rightView, at), rightView.InnerStride, y + at, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int At(StridedView view, int position) => view.IsDense ? position : view[position];
}
