namespace HilRig.Kernels.Concatenation;

/// <summary>
/// <c>arm_concatenation_s8_x</c>, <c>_y</c>, <c>_z</c>, <c>_w</c>: copies one input to its place in a longer output. The order of
/// axes is [w][z][y][x], x fastest; every other byte of the output stays.
/// </summary>
public static class ConcatenationS8
{
    /// <summary>Along x: <paramref name="outputX"/> is the output's extent, <paramref name="offsetX"/> where the input begins.</summary>
    public static void X(ReadOnlySpan<sbyte> input, (int X, int Y, int Z, int W) dims, Span<sbyte> output, int outputX, int offsetX) =>
        Copy(input, dims.X, output, outputX, offsetX);

    /// <summary>Along y.</summary>
    public static void Y(ReadOnlySpan<sbyte> input, (int X, int Y, int Z, int W) dims, Span<sbyte> output, int outputY, int offsetY) =>
        Copy(input, dims.X * dims.Y, output, dims.X * outputY, dims.X * offsetY);

    /// <summary>Along z.</summary>
    public static void Z(ReadOnlySpan<sbyte> input, (int X, int Y, int Z, int W) dims, Span<sbyte> output, int outputZ, int offsetZ) =>
        Copy(input, dims.X * dims.Y * dims.Z, output, dims.X * dims.Y * outputZ, dims.X * dims.Y * offsetZ);

    /// <summary>Along w, the slowest axis: one block.</summary>
    public static void W(ReadOnlySpan<sbyte> input, (int X, int Y, int Z, int W) dims, Span<sbyte> output, int offsetW) =>
        input.CopyTo(output[(dims.X * dims.Y * dims.Z * offsetW)..]);

    private static void Copy(ReadOnlySpan<sbyte> input, int run, Span<sbyte> output, int stride, int offset)
    {
        for (var i = 0; i * run < input.Length; i++)
            input.Slice(i * run, run).CopyTo(output[(i * stride + offset)..]);
    }
}
