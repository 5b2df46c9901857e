namespace HilRig.Kernels.Legacy;

/// <summary>The DSP build's pooling: first along x, in place, then along y.</summary>
internal static class PoolQ7HwcDsp
{
    // Sums of so many q7 values fit int16_t.
    private const int MostTaps = 256;

    /// <summary>
    /// Folds one channel of <paramref name="count"/> cells, <paramref name="step"/> elements apart, into a target that may be one of them.
    /// </summary>
    public delegate void Fold(ref sbyte target, ReadOnlySpan<sbyte> cells, int count, int step);

    /// <summary>The target takes the first cell's value before the others are read: it is lost if it is one of them.</summary>
    public static void Maximum(ref sbyte target, ReadOnlySpan<sbyte> cells, int count, int step)
    {
        target = cells[0];
        for (var i = 1; i < count; i++)
            target = Math.Max(target, cells[i * step]);
    }

    /// <summary>Truncated toward zero.</summary>
    public static void Mean(ref sbyte target, ReadOnlySpan<sbyte> cells, int count, int step)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += cells[i * step];
        target = (sbyte)(sum / count);
    }

    public static void Run(LegacyContract contract, LegacyPoolParams p, Span<sbyte> image, Span<sbyte> output, Fold fold)
    {
        contract.Require(p.DimImOut <= p.DimImIn, $"an output of {p.DimImOut} does not fit over its input of {p.DimImIn}, where DSP works in place");
        contract.Require(p.DimKernel <= MostTaps, $"a window of {p.DimKernel} overflows DSP's 16-bit sums, at most {MostTaps}");
        var last = (p.DimImOut - 1) * p.Stride - p.Padding;
        contract.Require(last < p.DimImIn, $"the last window begins at {last}, beyond the input's {p.DimImIn}");
        var row = p.DimImIn * p.ChImIn;
        for (var y = 0; y < p.DimImIn; y++)
            AlongX(p, image.Slice(y * row, row), fold);
        for (var y = 0; y < p.DimImOut; y++)
        {
            var (begin, count) = Window(p, y, 0);
            for (var i = 0; i < p.DimImOut * p.ChImIn; i++)
                fold(ref output[y * p.DimImOut * p.ChImIn + i], image[(begin * row + i)..], count, row);
        }
    }

    private static void AlongX(LegacyPoolParams p, Span<sbyte> row, Fold fold)
    {
        for (var x = 0; x < p.DimImOut; x++)
        {
            // A window that begins in the padding is taken to begin at the output's place, not at the edge.
            var (begin, count) = Window(p, x, x);
            for (var c = 0; c < p.ChImIn; c++)
                fold(ref row[x * p.ChImIn + c], row[(begin * p.ChImIn + c)..], count, p.ChImIn);
        }
    }

    // The first cell counts even where the window ends before it.
    private static (int Begin, int Count) Window(LegacyPoolParams p, int at, int inPadding)
    {
        var first = at * p.Stride - p.Padding;
        var begin = first < 0 ? inPadding : first;
        return (begin, Math.Max(Math.Min(first + p.DimKernel, p.DimImIn) - begin, 1));
    }
}
