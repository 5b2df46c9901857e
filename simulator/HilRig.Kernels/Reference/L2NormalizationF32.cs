namespace HilRig.Kernels.Reference;

/// <summary>The float32 twin of <see cref="L2NormalizationS8"/>; rows shorter than 1e-6 are divided by that.</summary>
public static class L2NormalizationF32
{
    private const float Shortest = 1e-6f;

    /// <remarks>input and output [rows][depth].</remarks>
    public static void Run(int depth, ReadOnlySpan<float> input, Span<float> output)
    {
        for (var row = 0; row < input.Length; row += depth)
        {
            var squares = 0f;
            foreach (var x in input.Slice(row, depth))
                squares += x * x;
            var length = MathF.Max(MathF.Sqrt(squares), Shortest);
            for (var i = row; i < row + depth; i++)
                output[i] = input[i] / length;
        }
    }
}
