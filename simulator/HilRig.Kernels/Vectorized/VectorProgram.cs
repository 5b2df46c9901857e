namespace HilRig.Kernels.Vectorized;

/// <summary>
/// The weights of a fully connected layer for one row of inputs, kept as bytes: with int16 the loop waits for the second
/// cache. A dword holds four weights of one output, 128 added so that even and odd ones come off by a mask and a shift;
/// inputs lie in the order x0 x2 x1 x3 to meet them.
/// </summary>
/// <remarks>Weights: [group of blocks][quad][block of the group][lane][4] bytes.</remarks>
internal sealed class VectorProgram
{
    /// <summary>Blocks that share an input; the last ones go alone.</summary>
    public const int Group = 4;

    /// <summary>Added to every weight.</summary>
    private const int Shift = 128;

    private VectorProgram(int depth, int outputs, int lanes, int filterOffset)
    {
        (Lanes, Quads, Correction) = (lanes, (depth + 3) / 4, filterOffset - Shift);
        Blocks = (outputs + lanes - 1) / lanes;
        Weights = new(Blocks * Quads * lanes);
        Bias = new(Blocks * lanes);
    }

    public int Lanes { get; }

    /// <summary>Dwords of weights of one output.</summary>
    public int Quads { get; }

    public int Blocks { get; }

    public AlignedArray<int> Weights { get; }

    public AlignedArray<int> Bias { get; }

    /// <summary>Times the sum of all inputs, to be added to every accumulator.</summary>
    public int Correction { get; }

    /// <param name="filter">[outputs][depth].</param>
    public static VectorProgram Pack(int depth, int outputs, int lanes, int filterOffset, ReadOnlySpan<sbyte> filter, ReadOnlySpan<int> bias)
    {
        var program = new VectorProgram(depth, outputs, lanes, filterOffset);
        for (var o = 0; o < outputs; o++)
            for (var quad = 0; quad < program.Quads; quad++)
            {
                var bytes = 0u;
                for (var k = Math.Min(4 * quad + 3, depth - 1); k >= 4 * quad; k--)
                    bytes |= (uint)(filter[o * depth + k] + Shift) << (8 * (k % 4));
                program.Weights[program.At(o / lanes, quad) + o % lanes] = unchecked((int)bytes);
            }
        bias.CopyTo(program.Bias.Span);
        return program;
    }

    // Whole groups of four blocks first, then blocks alone.
    private int At(int block, int quad)
    {
        var (first, count) = block < Blocks / Group * Group ? (block / Group * Group, Group) : (block, 1);
        return (first * Quads + quad * count + block - first) * Lanes;
    }
}
