namespace HilRig.Kernels.Vectorized;

/// <summary>
/// A convolution or matrix product reduced to what the inner loop needs: for every output pixel, pairs of widened int16 inputs
/// at fixed distances from the pixel's origin, against weights packed lane by lane.
/// </summary>
/// <remarks>
/// Runs of inputs are padded to an even number of elements with zero weights, so the loop always takes pairs; the input buffer
/// has elements to spare behind it. Blocks of lanes come in groups that share an input: weights are
/// [group][pair][block of the group][lane][2] as int16, read as int32 lanes.
/// </remarks>
internal sealed class DotProgram
{
    private DotProgram(int[] pairOffsets, int outputs, int lanes, int largestGroup)
    {
        Lanes = lanes;
        Blocks = (outputs + lanes - 1) / lanes;
        Pairs = pairOffsets.Length;
        PairOffsets = new(pairOffsets);
        Weights = new(Blocks * Pairs * lanes);
        Bias = new(Blocks * lanes);
        Groups = GroupsOf(Blocks, largestGroup);
    }

    /// <summary>Where each pair lies, in int16 elements from the pixel's origin in the widened buffer.</summary>
    public AlignedArray<int> PairOffsets { get; }

    public int Pairs { get; }

    public int Lanes { get; }

    public AlignedArray<int> Weights { get; }

    /// <summary>One accumulator start per output, padded with zeros to whole blocks.</summary>
    public AlignedArray<int> Bias { get; }

    /// <summary>Blocks with outputs in them.</summary>
    public int Blocks { get; }

    /// <summary>First block and number of blocks of each group, the last group first.</summary>
    public (int First, int Count)[] Groups { get; }

    /// <summary>Packs weights given as a function of output, run and element within the run.</summary>
    /// <param name="runOffsets">Where each contiguous run of inputs begins, in elements from the pixel's origin.</param>
    /// <param name="largestGroup">Blocks that share an input: 1, 2 or 4.</param>
    public static DotProgram Pack(
        int[] runOffsets, int runLength, int outputs, int lanes, int largestGroup, Func<int, int, int, int> weight)
    {
        var runPairs = (runLength + 1) / 2;
        var program = new DotProgram([.. runOffsets.SelectMany(o => Enumerable.Range(0, runPairs).Select(p => o + 2 * p))], outputs, lanes, largestGroup);
        foreach (var (first, count) in program.Groups)
            for (var o = first * lanes; o < Math.Min((first + count) * lanes, outputs); o++)
                for (var pair = 0; pair < program.Pairs; pair++)
                {
                    var (run, k) = (pair / runPairs, pair % runPairs * 2);
                    var low = weight(o, run, k);
                    var high = k + 1 < runLength ? weight(o, run, k + 1) : 0;
                    var block = o / lanes - first;
                    program.Weights[(first * program.Pairs + pair * count + block) * lanes + o % lanes] = Pair(low, high);
                }
        return program;
    }

    /// <summary>The same with weights and biases as the plan wants them packed.</summary>
    public static DotProgram Pack(
        int[] runOffsets, int runLength, OutputPlan plan, int lanes, int largestGroup, ReadOnlySpan<int> bias, Func<int, int, int, int> weight)
    {
        var program = Pack(runOffsets, runLength, plan.Layer.Channels, lanes, largestGroup, (o, run, k) => plan.Packed(o, weight(o, run, k)));
        for (var o = 0; o < bias.Length; o++)
            program.Bias[o] = plan.Packed(o, bias[o]);
        return program;
    }

    /// <summary>Two int16 in one lane.</summary>
    internal static int Pair(int low, int high) => unchecked((high << 16) | (low & 0xFFFF));

    // As many whole groups as fit, then halves. The ragged block comes first: its stores may spill over the others' outputs.
    private static (int First, int Count)[] GroupsOf(int blocks, int largest)
    {
        var groups = new List<(int First, int Count)>();
        for (var (first, count) = (0, largest); first < blocks; count /= 2)
            for (; first + count <= blocks; first += count)
                groups.Add((first, count));
        groups.Reverse();
        return [.. groups];
    }
}
