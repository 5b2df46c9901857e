using System.Numerics;
using System.Runtime.CompilerServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Softmax;

/// <summary>The softmax kernels of 8-bit logits, prepared once for one layer.</summary>
public static class PackedSoftmax
{
    /// <summary><see cref="SoftmaxS8"/>.</summary>
    public static PackedSoftmax<sbyte, sbyte> S8(SoftmaxParams parameters, Rounding rounding) => new("arm_softmax_s8", parameters, rounding, 35);

    /// <summary><see cref="SoftmaxU8"/>.</summary>
    public static PackedSoftmax<byte, byte> U8(SoftmaxParams parameters, Rounding rounding) => new("arm_softmax_u8", parameters, rounding, 35);

    /// <summary><see cref="SoftmaxS8S16"/>.</summary>
    public static PackedSoftmax<sbyte, short> S8S16(SoftmaxParams parameters, Rounding rounding) => new("arm_softmax_s8_s16", parameters, rounding, 27);
}

/// <summary>
/// A softmax with the exponentials of all 256 differences in a table. Equal to the definition to the bit, its refusals and counts included;
/// thread-safe.
/// </summary>
/// <remarks>An exponential is some twenty multiplications and an element takes two of them: 1000 logits 40 us without a table, 3.8 us with, 12 of them 0.46 and 0.07 (2026-11).</remarks>
/// <typeparam name="TIn">Logits of 8 bits.</typeparam>
/// <typeparam name="TOut">Probabilities, the smallest value standing for 0.</typeparam>
public sealed class PackedSoftmax<TIn, TOut>
    where TIn : unmanaged, IBinaryInteger<TIn>
    where TOut : unmanaged, IBinaryInteger<TOut>, IMinMaxValue<TOut>
{
    private const int Differences = 256;
    private readonly string _kernel;
    private readonly int _outputBits;

    // By the difference to the maximum, from 0 down; 0 below the smallest that counts.
    private readonly int[] _exponentials = new int[Differences];
    private readonly int[] _shares = new int[Differences];

    internal PackedSoftmax(string kernel, SoftmaxParams parameters, Rounding rounding, int outputBits)
    {
        (_kernel, _outputBits) = (kernel, outputBits);
        var context = new KernelContext(rounding);
        for (var below = 0; below < Differences && -below >= parameters.DiffMin; below++)
        {
            _exponentials[below] = FixedPointSoftmax.Exp(context, parameters, -below);
            _shares[below] = FixedPointSoftmax.Share(_exponentials[below]);
        }
        MayWrap = context is not { Wraps: 0, ShiftWraps: 0 };
    }

    /// <summary>True where the definition counts something when it takes an exponential.</summary>
    public bool MayWrap { get; }

    /// <remarks>input and output [rows][row size].</remarks>
    /// <exception cref="KernelContractException">A row's exponentials sum to more than the kernel can divide by.</exception>
    public void Run(KernelContext context, int rows, int rowSize, ReadOnlySpan<TIn> input, Span<TOut> output)
    {
        for (var row = 0; row < rows; row++)
            Row(context, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private void Row(KernelContext context, ReadOnlySpan<TIn> input, Span<TOut> output)
    {
        var max = RowMaximum.Of(input);
        var sum = 0;
        foreach (var x in input)
            sum = context.Wrap32((long)sum + _shares[Below(max, x)]);
        var normal = FixedPointSoftmax.Normalize(context, _kernel, sum, _outputBits);
        var (least, most) = (int.CreateTruncating(TOut.MinValue), int.CreateTruncating(TOut.MaxValue));
        for (var i = 0; i < input.Length; i++)
            output[i] = TOut.CreateTruncating(Math.Clamp(FixedPointSoftmax.Scaled(_exponentials[Below(max, input[i])], normal) + least, least, most));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Below(int max, TIn x) => max - int.CreateTruncating(x);
}
