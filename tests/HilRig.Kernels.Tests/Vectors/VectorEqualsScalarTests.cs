using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Packed kernels against their scalar definitions on random geometry, every tail, and the whole range of accumulators.</summary>
[TestFixtureSource(nameof(Runs))]
public sealed class VectorEqualsScalarTests(Rounding rounding, VectorWidth width)
{
    private static IEnumerable<object[]> Runs =>
        from rounding in Enum.GetValues<Rounding>()
        from width in new[] { VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512 }
        where VectorWidths.IsSupported(width)
        select new object[] { rounding, width };

    [Test]
    public void Requantization_of_any_accumulator_and_every_shift()
    {
        var random = new Random(1);
        for (var shift = -31; shift <= 30; shift++)
            for (var outputs = 1; outputs <= 50; outputs += 7)
            {
                // A weight of zero leaves the bias as the accumulator, edges included.
                var bias = Array(outputs, i => i < 4 ? new[] { int.MinValue, int.MaxValue, 0, -1 }[i] : random.Next(int.MinValue, int.MaxValue) >> random.Next(32));
                var parameters = new FullyConnectedParams(5, 0, random.Next(-128, 128), new(-128, 127));
                var quantization = new OutputQuantization(Array(outputs, _ => random.Next(1 << 30, int.MaxValue)), Array(outputs, i => i % 3 == 0 ? shift : Math.Max(-31, shift - 1)));
                Compare(
                    new sbyte[outputs],
                    y => FullyConnectedS8.Run(new(rounding), parameters, quantization, 1, 1, [7], new sbyte[outputs], bias, outputs, y),
                    y => Run(new PackedFullyConnectedS8(parameters, quantization, 1, 1, new sbyte[outputs], bias, outputs, rounding, width), [7], y),
                    $"shift {shift}, {outputs} outputs");
            }
    }

    [Test]
    public void Fully_connected_at_every_depth_and_batch()
    {
        var random = new Random(2);
        for (var depth = 1; depth <= 256; depth++)
        {
            var (batches, outputs) = (1 + depth % 9, 1 + depth * 7 % 67);
            var (x, w) = (Bytes(random, batches * depth), Bytes(random, outputs * depth));
            var parameters = new FullyConnectedParams(random.Next(-127, 129), depth % 5 == 0 ? random.Next(-127, 128) : 0, random.Next(-128, 128), new(-128, 127));
            var (quantization, bias) = (Quantization(random, depth % 2 == 0 ? outputs : 1), Biases(random, outputs));
            Compare(
                new sbyte[batches * outputs],
                y => FullyConnectedS8.Run(new(rounding), parameters, quantization, batches, depth, x, w, bias, outputs, y),
                y => Run(new PackedFullyConnectedS8(parameters, quantization, batches, depth, w, bias, outputs, rounding, width), x, y),
                $"depth {depth}");
        }
    }

    [Test]
    public void Convolution_on_random_geometry()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var groups = random.Next(4) == 0 ? random.Next(2, 4) : 1;
            var filter = new Dims(groups * random.Next(1, 24), random.Next(1, 6), random.Next(1, 6), random.Next(1, 20));
            var (parameters, input, output) = Geometry(random, filter, groups * filter.C, filter.N);
            var (x, w) = (Bytes(random, input.Count), Bytes(random, filter.Count));
            var (quantization, bias) = (Quantization(random, filter.N), Biases(random, filter.N, isOptional: groups == 1));
            Compare(
                new sbyte[output.Count],
                y => ConvolveS8.Run(new(rounding), parameters, quantization, input, x, filter, w, bias, output, y),
                y =>
                {
                    var packed = new PackedConvolveS8(parameters, quantization, input, filter, w, bias, output, rounding, width);
                    packed.Run(x, y, new short[packed.ScratchElements]);
                },
                $"seed {seed}: {input} * {filter} -> {output}");
        }
    }

    [Test]
    public void Depthwise_convolution_on_random_geometry()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (channels, multiplier) = (random.Next(1, 70), random.Next(4) == 0 ? random.Next(2, 5) : 1);
            var filter = new Dims(1, random.Next(1, 6), random.Next(1, 6), channels * multiplier);
            var (conv, input, output) = Geometry(random, filter, channels, filter.C);
            var parameters = new DepthwiseConvParams(conv, multiplier);
            var (x, w) = (Bytes(random, input.Count), Bytes(random, filter.Count));
            var (quantization, bias) = (Quantization(random, filter.C), Biases(random, filter.C));
            Compare(
                new sbyte[output.Count],
                y => DepthwiseConvS8.Run(new(rounding), parameters, quantization, input, x, filter, w, bias, output, y),
                y =>
                {
                    var packed = new PackedDepthwiseConvS8(parameters, quantization, input, filter, w, bias, output, rounding, width);
                    packed.Run(x, y, new short[packed.ScratchElements]);
                },
                $"seed {seed}: {input} * {filter} x{multiplier} -> {output}");
        }
    }

    [Test]
    public void Addition_at_every_length()
    {
        var random = new Random(3);
        for (var length = 0; length <= 256; length++)
        {
            var (a, b) = (Bytes(random, length), Bytes(random, length));
            var parameters = new ElementwiseAddParams(
                random.Next(-127, 129), Scale(random, -3, 0), random.Next(-127, 129), Scale(random, -3, 0), 20, random.Next(-128, 128), Scale(random, -22, -16), new(-128, 127));
            Compare(
                new sbyte[length], y => ElementwiseAddS8.Run(new(rounding), parameters, a, b, y),
                y => new PackedElementwiseAddS8(parameters, rounding, width).Run(a, b, y), $"length {length}");
        }
    }

    private static void Run(PackedFullyConnectedS8 packed, sbyte[] x, sbyte[] y) => packed.Run(x, y, new short[packed.ScratchElements]);

    private static void Compare(sbyte[] output, Action<sbyte[]> scalar, Action<sbyte[]> vector, string what)
    {
        // Junk beyond what is written must not decide: both start from different bytes.
        var (expected, actual) = (output.ToArray(), Array(output.Length, _ => (sbyte)77));
        scalar(expected);
        vector(actual);
        Assert.That(actual, Is.EqualTo(expected), what);
    }

    private static (ConvParams Parameters, Dims Input, Dims Output) Geometry(Random random, Dims filter, int channels, int outputs)
    {
        var (stride, dilation) = (new Tile(random.Next(1, 4), random.Next(1, 4)), new Tile(random.Next(1, 3), random.Next(1, 3)));
        var padding = new Tile(random.Next(0, filter.W), random.Next(0, filter.H));
        var input = new Dims(random.Next(1, 3), random.Next(1, 14), random.Next(1, 22), channels);
        var output = new Dims(input.N, random.Next(1, 9), random.Next(1, 25), outputs);
        return (new(random.Next(-127, 129), random.Next(-128, 128), stride, padding, dilation, new(-128 + random.Next(20), 127 - random.Next(20))), input, output);
    }

    private static OutputQuantization Quantization(Random random, int count) =>
        new(Array(count, _ => random.Next(1 << 30, int.MaxValue)), Array(count, _ => random.Next(-14, random.Next(8) == 0 ? 2 : -6)));

    private static QuantizedMultiplier Scale(Random random, int low, int high) => new(random.Next(1 << 30, int.MaxValue), random.Next(low, high));

    // With groups the C needs one: it moves the pointer from group to group.
    private static int[] Biases(Random random, int count, bool isOptional = true) => random.Next(6) == 0 && isOptional ? [] : Array(count, _ => random.Next(-200_000, 200_000));

    private static sbyte[] Bytes(Random random, int count) => Array(count, _ => (sbyte)random.Next(-128, 128));

    private static T[] Array<T>(int count, Func<int, T> element) => [.. Enumerable.Range(0, count).Select(element)];
}
