namespace HilRig.Kernels.Vectorized;

/// <summary>
/// A convolution or matrix product reduced to what the inner loop needs: for every output pixel, a few contiguous runs of
/// widened int16 inputs against weights packed lane by lane.
/// </summary>
/// <remarks>
/// Runs are padded to an even number of elements with zero weights, so the loop always takes pairs; the input buffer has one
/// element to spare behind it. Weights: [block of lanes][run][pair][lane][2] as int16, read as int32 lanes. Blocks come in
/// twos, the last one perhaps empty, because the loops take two at a time. Arrays are pinned: the loops take bare pointers.
/// </remarks>
internal sealed class DotProgram
{
    private DotProgram(int[] runOffsets, int runPairs, int outputs, int lanes)
    {
        (RunOffsets, RunPairs, Lanes) = (runOffsets, runPairs, lanes);
        Blocks = (outputs + lanes - 1) / lanes;
        PairsPerBlock = runOffsets.Length * runPairs;
        var packed = (Blocks + 1) / 2 * 2;
        Weights = GC.AllocateArray<int>(packed * PairsPerBlock * lanes, pinned: true);
        Bias = GC.AllocateArray<int>(packed * lanes, pinned: true);
    }

    /// <summary>Where each run begins, in elements from the pixel's origin in the widened buffer.</summary>
    public int[] RunOffsets { get; }

    /// <summary>Pairs in every run.</summary>
    public int RunPairs { get; }

    public int Lanes { get; }

    public int[] Weights { get; }

    /// <summary>One accumulator start per output, padded with zeros to whole blocks.</summary>
    public int[] Bias { get; }

    /// <summary>Blocks with outputs in them.</summary>
    public int Blocks { get; }

    public int PairsPerBlock { get; }

    /// <summary>Packs weights given as a function of output, run and element within the run.</summary>
    public static DotProgram Pack(
        int[] runOffsets, int runLength, int outputs, int lanes, ReadOnlySpan<int> bias, Func<int, int, int, int> weight)
    {
        var program = new DotProgram(runOffsets, (runLength + 1) / 2, outputs, lanes);
        for (var o = 0; o < outputs; o++)
            for (var run = 0; run < runOffsets.Length; run++)
                for (var pair = 0; pair < program.RunPairs; pair++)
                {
                    var low = weight(o, run, 2 * pair);
                    var high = 2 * pair + 1 < runLength ? weight(o, run, 2 * pair + 1) : 0;
                    var at = (o / lanes * runOffsets.Length + run) * program.RunPairs + pair;
                    program.Weights[at * lanes + o % lanes] = Pair(low, high);
                }
        bias.CopyTo(program.Bias);
        return program;
    }

    /// <summary>Two int16 in one lane.</summary>
    internal static int Pair(int low, int high) => unchecked((high << 16) | (low & 0xFFFF));
}
