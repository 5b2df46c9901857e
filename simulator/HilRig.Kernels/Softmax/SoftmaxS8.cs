using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Softmax;

/// <summary><c>arm_softmax_s8</c>: rows of int8 logits to probabilities with scale 1/256 and zero point -128.</summary>
/// <remarks>input and output [rows][row size]. Rows shorter than <see cref="RowSizeLimit"/> are always within the contract.</remarks>
public static class SoftmaxS8
{
    /// <summary>From here on a row may overflow the sum: 512 elements of 2^19 make 2^28.</summary>
    public const int RowSizeLimit = 512;

    /// <exception cref="KernelContractException">A row's exponentials sum to 2^28 or more.</exception>
    public static void Run(
        KernelContext context, SoftmaxParams parameters, int rows, int rowSize, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        for (var row = 0; row < rows; row++)
            Row(context, parameters, input.Slice(row * rowSize, rowSize), output.Slice(row * rowSize, rowSize));
    }

    private static void Row(KernelContext context, SoftmaxParams p, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        var max = RowMaximum.Of(input);
        var sum = 0;
        foreach (var x in input)
            sum = FixedPointSoftmax.Add(context, p, sum, x - max);
        var normal = FixedPointSoftmax.Normalize(context, "arm_softmax_s8", sum, 35);
        for (var i = 0; i < input.Length; i++)
        {
            var steps = FixedPointSoftmax.Probability(context, p, input[i] - max, normal);
            output[i] = (sbyte)Math.Clamp(steps + sbyte.MinValue, sbyte.MinValue, sbyte.MaxValue);
        }
    }
}
