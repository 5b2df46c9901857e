using System.Numerics;
using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Maximum pooling and element-wise extrema against their definitions, at every width.</summary>
[TestFixtureSource(nameof(Widths))]
public sealed class VectorPickTests(VectorWidth width)
{
    private delegate void Pool<T>(PoolParams parameters, Dims input, ReadOnlySpan<T> x, Dims filter, Dims output, Span<T> y);

    private static IEnumerable<VectorWidth> Widths => VectorRuns.Widths;

    [Test]
    public void Maximum_pooling_on_random_geometry()
    {
        var served = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            served += Pooled<sbyte>(random, Draw.Bytes, MaxPoolS8.Run, sbyte.MaxValue) + Pooled<short>(random, Draw.Shorts, MaxPoolS16.Run, short.MaxValue);
        }
        Assert.That(served, Is.GreaterThan(200));
    }

    [Test]
    public void Extrema_at_every_length_and_broadcast()
    {
        var random = new Random(1);
        for (var length = 0; length <= 256; length++)
        {
            Picked(random, [3, length], [3, length], length);
            Picked(random, [3, length], [1, length], length);
            Picked(random, [3, length], [3, 1], length);
            Picked(random, [1, 1], [3, length], length);
        }
    }

    private void Picked(Random random, int[] left, int[] right, int length)
    {
        int[] shape = [3, length];
        var (l, r) = (StridedView.Broadcast(left, shape), StridedView.Broadcast(right, shape));
        var (a, b) = (Draw.Bytes(random, left[0] * left[1]), Draw.Bytes(random, right[0] * right[1]));
        VectorRuns.Compare<sbyte>(3 * length, y => Each(y, i => Math.Max(a[l[i]], b[r[i]])), y => VectorExtremum.Maximum(l, a, r, b, y, width), $"{length}");
        var (c, d) = (Array.ConvertAll(a, x => x * 16_777_215), Array.ConvertAll(b, x => x * 16_777_215));
        VectorRuns.Compare<int>(3 * length, y => Each(y, i => Math.Min(c[l[i]], d[r[i]])), y => VectorExtremum.Minimum(l, c, r, d, y, width), $"{length}");
    }

    private int Pooled<T>(Random random, Func<Random, int, T[]> draw, Pool<T> definition, int largest)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var filter = new Dims(1, random.Next(1, 5), random.Next(1, 5), 1);
        var input = new Dims(random.Next(1, 3), random.Next(1, 9), random.Next(1, 9), random.Next(1, 140));
        var output = input with { H = random.Next(1, 6), W = random.Next(1, 6) };
        var clamp = random.Next(2) == 0 ? new ActivationRange(-largest - 1, largest) : new(-random.Next(largest), random.Next(largest));
        var p = new PoolParams(new(random.Next(1, 3), random.Next(1, 3)), new(random.Next(0, filter.W), random.Next(0, filter.H)), clamp);
        if (!VectorMaxPool.Serves<T>(p, input, filter, output))
            return 0;
        var x = draw(random, input.Count);
        VectorRuns.Compare<T>(
            output.Count, y => definition(p, input, x, filter, output, y), y => VectorMaxPool.Run<T>(p, input, x, filter, output, y, width),
            $"{input} by {filter} -> {output}");
        return 1;
    }

    private static void Each<T>(T[] y, Func<int, T> element)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = element(i);
    }
}
