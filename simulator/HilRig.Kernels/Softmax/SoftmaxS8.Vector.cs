using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Softmax;

/// <summary>
/// <see cref="SoftmaxS8"/> with its exponentials in a table: a difference to the row's maximum has 256 values. Equal to the
/// scalar form to the bit; thread-safe.
/// </summary>
public sealed class PackedSoftmaxS8
{
    // Each element adds at most 2^19 to the sum.
    private const int LargestTerm = 1 << 19;

    // By the difference's magnitude: exp in Q0.31 (0 below the smallest difference that counts), and what it adds to the sum.
    private readonly int[] _exponentials = new int[byte.MaxValue + 1];
    private readonly int[] _terms = new int[byte.MaxValue + 1];

    public PackedSoftmaxS8(SoftmaxParams parameters, int rowSize)
    {
        var context = new KernelContext();
        for (var d = 0; d <= byte.MaxValue; d++)
        {
            _exponentials[d] = FixedPointSoftmax.Exponential(context, parameters, -d);
            _terms[d] = FixedPointSoftmax.Add(context, parameters, 0, -d);
        }
        MayWrap = context.Wraps > 0 || (long)rowSize * LargestTerm > int.MaxValue;
    }

    /// <summary>True where some 32-bit step may wrap for some input; the scalar definition counts wraps, this form does not.</summary>
    public bool MayWrap { get; }

    /// <inheritdoc cref="SoftmaxS8.Run"/>
    public void Run(KernelContext context, int rows, int rowSize, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var row = 0; row < rows; row++)
            Row(context, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private void Row(KernelContext context, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        var (max, sum) = (RowMaximum.Of(input), 0);
        foreach (var x in input)
            sum += _terms[max - x];
        var (scale, shift) = FixedPointSoftmax.Normalize(context, "arm_softmax_s8", sum, 35);
        for (var i = 0; i < output.Length; i++)
        {
            var steps = FixedPointMath.DivideByPowerOfTwo(FixedPointMath.DoublingHighMult(scale, _exponentials[max - input[i]]), shift);
            output[i] = (sbyte)Math.Clamp(steps + sbyte.MinValue, sbyte.MinValue, sbyte.MaxValue);
        }
    }
}
