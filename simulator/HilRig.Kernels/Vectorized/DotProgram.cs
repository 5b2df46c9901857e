namespace HilRig.Kernels.Vectorized;

/// <summary>
/// A convolution or matrix product reduced to what the inner loop needs: for every output pixel, a few contiguous runs of
/// widened int16 inputs against weights packed lane by lane.
/// </summary>
/// <remarks>
/// Runs are padded to an even number of elements with zero weights, so the loop always takes pairs; the input buffer has one
/// element to spare behind it. Weights: [block of lanes][run][pair][lane][2] as int16, read as int32 lanes.
/// </remarks>
internal sealed class DotProgram
{
    private DotProgram(int[] runOffsets, int runPairs, int outputs, int lanes, int[] weights, int[] bias)
    {
        (RunOffsets, RunPairs, Outputs, Lanes, Weights, Bias) = (runOffsets, runPairs, outputs, lanes, weights, bias);
    }

    /// <summary>Where each run begins, in elements from the pixel's origin in the widened buffer.</summary>
    public int[] RunOffsets { get; }

    /// <summary>Pairs in every run.</summary>
    public int RunPairs { get; }

    public int Outputs { get; }

    public int Lanes { get; }

    public int[] Weights { get; }

    /// <summary>One accumulator start per output, padded with zeros to whole blocks.</summary>
    public int[] Bias { get; }

    public int Blocks => (Outputs + Lanes - 1) / Lanes;

    public int PairsPerBlock => RunOffsets.Length * RunPairs;

    /// <summary>Packs weights given as a function of output, run and element within the run.</summary>
    public static DotProgram Pack(
        int[] runOffsets, int runLength, int outputs, int lanes, ReadOnlySpan<int> bias, Func<int, int, int, int> weight)
    {
        var pairs = (runLength + 1) / 2;
        var blocks = (outputs + lanes - 1) / lanes;
        var packed = new int[blocks * runOffsets.Length * pairs * lanes];
        for (var o = 0; o < outputs; o++)
            for (var run = 0; run < runOffsets.Length; run++)
                for (var pair = 0; pair < pairs; pair++)
                {
                    var low = weight(o, run, 2 * pair);
                    var high = 2 * pair + 1 < runLength ? weight(o, run, 2 * pair + 1) : 0;
                    packed[((o / lanes * runOffsets.Length + run) * pairs + pair) * lanes + o % lanes] = Pair(low, high);
                }
        var starts = new int[blocks * lanes];
        bias.CopyTo(starts);
        return new(runOffsets, pairs, outputs, lanes, packed, starts);
    }

    private static int Pair(int low, int high) => unchecked((high << 16) | (low & 0xFFFF));
}
