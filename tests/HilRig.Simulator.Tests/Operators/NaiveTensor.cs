namespace HilRig.Simulator.Tests.Operators;

/// <summary>Index arithmetic as a textbook has it, to compare strided walks with.</summary>
internal static class NaiveTensor
{
    /// <summary>Every index of a shape, the last dimension fastest.</summary>
    public static IEnumerable<int[]> Indices(int[] shape)
    {
        var count = shape.Aggregate(1, (product, extent) => product * extent);
        for (var flat = 0; flat < count; flat++)
        {
            var (index, rest) = (new int[shape.Length], flat);
            for (var d = shape.Length - 1; d >= 0; d--)
                (rest, index[d]) = Math.DivRem(rest, shape[d]);
            yield return index;
        }
    }

    public static int Flat(int[] shape, int[] index) => index.Zip(shape).Aggregate(0, (flat, d) => flat * d.Second + d.First);

    /// <summary>0, 1, 2, ...: every element names its place.</summary>
    public static short[] Numbered(int[] shape) => [.. Indices(shape).Select((_, i) => (short)i)];

    /// <summary>The output that reads input element source(index) at each index.</summary>
    public static short[] Read(int[] inputShape, int[] outputShape, Func<int[], int[]> source) =>
        [.. Indices(outputShape).Select(index => (short)Flat(inputShape, source(index)))];

    /// <summary>A shape of the given rank with extents 1 to 4.</summary>
    public static int[] Shape(Random random, int rank) => [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 5))];
}
