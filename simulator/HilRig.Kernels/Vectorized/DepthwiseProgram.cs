namespace HilRig.Kernels.Vectorized;

/// <summary>
/// A depthwise convolution over a buffer of interleaved row pairs: lane c of a load holds channel c of two kernel rows, so one
/// multiply-add takes two taps. Weights: [block of lanes][tap pair][lane][2]; the last row of an odd kernel is paired with zeros.
/// </summary>
internal sealed class DepthwiseProgram
{
    private DepthwiseProgram(int[] offsets, int channels, int lanes)
    {
        (Offsets, Lanes) = (offsets, lanes);
        var blocks = (channels + lanes - 1) / lanes;
        Weights = GC.AllocateArray<int>(blocks * offsets.Length * lanes, pinned: true);
        Bias = GC.AllocateArray<int>(blocks * lanes, pinned: true);
    }

    /// <summary>Offset of every tap pair from the pixel's origin, in int16 elements of the interleaved buffer.</summary>
    public int[] Offsets { get; }

    public int Lanes { get; }

    public int[] Weights { get; }

    public int[] Bias { get; }

    /// <param name="padded">The buffer's geometry.</param>
    /// <param name="filter">[kh][kw][channels].</param>
    public static DepthwiseProgram Pack(
        InterleavedInput padded, (int H, int W) kernel, (int H, int W) dilation, int channels, int lanes, ReadOnlySpan<sbyte> filter,
        ReadOnlySpan<int> bias)
    {
        var pairs = (kernel.H + 1) / 2;
        var offsets = new int[pairs * kernel.W];
        for (var tap = 0; tap < offsets.Length; tap++)
            offsets[tap] = tap / kernel.W * 2 * dilation.H * padded.RowLength + tap % kernel.W * dilation.W * 2 * padded.Channels;
        var program = new DepthwiseProgram(offsets, channels, lanes);
        bias.CopyTo(program.Bias);
        for (var tap = 0; tap < offsets.Length; tap++)
            for (var c = 0; c < channels; c++)
            {
                var (ky, kx) = (2 * (tap / kernel.W), tap % kernel.W);
                var low = filter[(ky * kernel.W + kx) * channels + c];
                var high = ky + 1 < kernel.H ? filter[((ky + 1) * kernel.W + kx) * channels + c] : 0;
                program.Weights[(c / lanes * offsets.Length + tap) * lanes + c % lanes] = DotProgram.Pair(low, high);
            }
        return program;
    }
}
