using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Vectorized;

/// <summary>Average pooling has one vector form for every width: it takes what the machine has.</summary>
public sealed class PoolingVectorTests
{
    [Test]
    public void Random_windows([Range(0, 299)] int seed)
    {
        var random = new Random(seed);
        var filter = new Dims(1, random.Next(1, 20), random.Next(1, 20), 1);
        var input = new Dims(random.Next(1, 3), random.Next(1, 20), random.Next(1, 20), random.Next(1, 150));
        // Pads below the kernel's size: every window holds a tap.
        var (stride, padding) = (new Tile(random.Next(1, 4), random.Next(1, 4)), new Tile(random.Next(0, filter.W), random.Next(0, filter.H)));
        int Outputs(int size, int before, int step) => 1 + (size - 1 + before) / step;
        var output = new Dims(input.N, Outputs(input.H, padding.H, stride.H), Outputs(input.W, padding.W, stride.W), input.C);
        var parameters = new PoolParams(stride, padding, new(-128 + random.Next(20), 127 - random.Next(20)));
        var x = new sbyte[input.Count];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(x.AsSpan()));
        var (expected, actual) = (new sbyte[output.Count], new sbyte[output.Count]);
        AvgpoolS8.Run(new(), parameters, input, x, filter, output, expected);
        VectorAvgpoolS8.Run(parameters, input, x, filter, output, actual);
        Assert.That(actual, Is.EqualTo(expected), $"{input} by {filter}, stride {stride}");
    }

    // Every sum of every number of taps, ties and both signs.
    [Test]
    public void Every_mean([Range(1, 255)] int taps)
    {
        for (var first = -128; first <= 127; first++)
        {
            var (input, filter) = (new Dims(1, 1, taps, 64), new Dims(1, 1, taps, 1));
            var x = new sbyte[input.Count];
            for (var i = 0; i < x.Length; i++)
                x[i] = (sbyte)Math.Clamp(i / 64 == 0 ? first : first + (i % 64 - 32) / taps + (i / 64 < Math.Abs((i % 64 - 32) % taps) ? Math.Sign(i % 64 - 32) : 0), -128, 127);
            var (expected, actual) = (new sbyte[64], new sbyte[64]);
            PoolParams parameters = new(new(1, 1), new(0, 0), new(-128, 127));
            AvgpoolS8.Run(new(), parameters, input, x, filter, new(1, 1, 1, 64), expected);
            VectorAvgpoolS8.Run(parameters, input, x, filter, new(1, 1, 1, 64), actual);
            Assert.That(actual.AsSpan().SequenceEqual(expected), Is.True, $"{taps} taps around {first}");
        }
    }
}
