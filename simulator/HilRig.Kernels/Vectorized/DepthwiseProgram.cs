namespace HilRig.Kernels.Vectorized;

/// <summary>
/// A depthwise convolution over <see cref="PairedRows"/>: lane c of a load holds channel c of two kernel rows, so one
/// multiply-add takes two taps. There are two sets of weights, for windows that begin on the first and on the second row of a
/// pair; a row without a partner is paired with a zero weight.
/// </summary>
/// <remarks>Weights: [set][block of lanes][tap pair][lane][2] as int16.</remarks>
internal sealed class DepthwiseProgram
{
    private DepthwiseProgram((int H, int W) kernel, int channels, int lanes)
    {
        Lanes = lanes;
        var blocks = (channels + lanes - 1) / lanes;
        Taps = [(kernel.H + 1) / 2 * kernel.W, (kernel.H / 2 + 1) * kernel.W];
        Weights = [.. Taps.Select(taps => new AlignedArray<int>(blocks * taps * lanes))];
        Bias = new(blocks * lanes);
    }

    /// <summary>Tap pairs of a window that begins on the first row of a pair, and on the second.</summary>
    public int[] Taps { get; }

    public int Lanes { get; }

    public AlignedArray<int>[] Weights { get; }

    public AlignedArray<int> Bias { get; }

    /// <param name="filter">[kh][kw][channels].</param>
    public static DepthwiseProgram Pack((int H, int W) kernel, OutputPlan plan, int lanes, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias)
    {
        var channels = plan.Layer.Channels;
        var program = new DepthwiseProgram(kernel, channels, lanes);
        for (var set = 0; set < 2; set++)
            for (var tap = 0; tap < program.Taps[set]; tap++)
                for (var c = 0; c < channels; c++)
                {
                    var (ky, kx) = (2 * (tap / kernel.W) - set, tap % kernel.W);
                    var pair = DotProgram.Pair(Weight(filter, ky, kx, c), Weight(filter, ky + 1, kx, c));
                    program.Weights[set][(c / lanes * program.Taps[set] + tap) * lanes + c % lanes] = pair;
                }
        for (var c = 0; c < bias.Length; c++)
            program.Bias[c] = plan.Packed(c, bias[c]);
        return program;

        int Weight(ReadOnlySpan<sbyte> filter, int ky, int kx, int c) =>
            ky < 0 || ky >= kernel.H ? 0 : plan.Packed(c, filter[(ky * kernel.W + kx) * channels + c]);
    }
}
