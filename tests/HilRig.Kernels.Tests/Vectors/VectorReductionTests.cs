using HilRig.Kernels.Reference;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Sums over outer dimensions against the fold that defines them, at every width and number of channels.</summary>
[TestFixtureSource(nameof(Widths))]
public sealed class VectorReductionTests(VectorWidth width)
{
    private static IEnumerable<VectorWidth> Widths => VectorRuns.Widths;

    [Test]
    public void Every_number_of_channels()
    {
        var random = new Random(1);
        // A single channel is no innermost dimension to keep; the definition has it.
        for (var channels = 2; channels <= 256; channels++)
        {
            int[] shape = [2, 1 + channels % 3, 1 + channels % 5, channels];
            bool[] isReduced = [random.Next(2) == 0, random.Next(2) == 0, true, false];
            var reduction = Reduction.Over(shape, isReduced);
            var count = shape.Aggregate(1, (a, b) => a * b);
            var (bytes, words) = (Draw.Bytes(random, count), Draw.Shorts(random, count));
            VectorRuns.Compare<int>(
                reduction.Kept.Count, y => Fold(reduction, bytes, y), y => VectorReduction.Of<sbyte>(reduction, width)!.Run(bytes, y), $"int8 {channels}");
            VectorRuns.Compare<int>(
                reduction.Kept.Count, y => Fold(reduction, words, y), y => VectorReduction.Of<short>(reduction, width)!.Run(words, y), $"int16 {channels}");
        }
    }

    [Test]
    public void A_sum_along_the_channels_stays_with_the_definition() =>
        Assert.That(VectorReduction.Of<sbyte>(Reduction.Over([4, 8], [false, true]), width), Is.Null);

    private static void Fold<T>(Reduction reduction, T[] input, int[] sums)
        where T : System.Numerics.IBinaryInteger<T>
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] = reduction.Fold(input, i, 0, (sum, x) => unchecked(sum + int.CreateTruncating(x)));
    }
}
