using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>L2_NORMALIZATION: rows divided by their Euclidean length. TensorFlow Lite Micro: reference/integer_ops/l2normalization.h.</summary>
public static class L2NormalizationS8
{
    // Output steps are 1/128.
    private const int OutputBits = 7;

    /// <remarks>input and output [rows][depth].</remarks>
    public static void Run(KernelContext context, int zeroPoint, int depth, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var row = 0; row < input.Length; row += depth)
        {
            var squares = 0;
            foreach (var x in input.Slice(row, depth))
                squares = context.Wrap32((long)squares + (x - zeroPoint) * (x - zeroPoint));
            var factor = InverseSquareRoot.Of(squares);
            for (var i = row; i < row + depth; i++)
            {
                var scaled = context.Requantize(input[i] - zeroPoint, factor with { Shift = factor.Shift + OutputBits });
                output[i] = (sbyte)Math.Clamp(scaled, sbyte.MinValue, sbyte.MaxValue);
            }
        }
    }
}
