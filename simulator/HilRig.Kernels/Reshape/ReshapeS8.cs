namespace HilRig.Kernels.Reshape;

/// <summary><c>arm_reshape_s8</c>: a copy; only the shape changes.</summary>
public static class ReshapeS8
{
    public static void Run(ReadOnlySpan<sbyte> input, Span<sbyte> output) => input.CopyTo(output);
}
