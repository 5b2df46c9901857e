using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

[TestFixtureSource(typeof(VectorTests), nameof(Runs))]
public sealed class FullyConnectedVectorTests(Rounding rounding, VectorWidth width) : VectorTests(rounding, width)
{
    [Test]
    public void Any_accumulator_and_every_shift()
    {
        var random = new Random(1);
        for (var shift = -31; shift <= 30; shift++)
            for (var outputs = 1; outputs <= 50; outputs += 7)
                for (var batches = 1; batches <= 2; batches++)
                {
                    // A weight of zero leaves the bias as the accumulator, edges included.
                    var bias = Array(outputs, i => i < 4 ? new[] { int.MinValue, int.MaxValue, 0, -1 }[i] : random.Next(int.MinValue, int.MaxValue) >> random.Next(32));
                    var parameters = new FullyConnectedParams(5, 0, random.Next(-128, 128), new(-128, 127));
                    var quantization = new OutputQuantization(
                        Array(outputs, _ => random.Next(1 << 30, int.MaxValue)), Array(outputs, i => i % 3 == 0 ? shift : Math.Max(-31, shift - 1)));
                    Check(parameters, quantization, batches, 1, Bytes(random, batches), new sbyte[outputs], bias, outputs, $"shift {shift}, {outputs} outputs");
                }
    }

    // Accumulators in the range where nothing wraps, so that the folded requantization runs: ties are every few values.
    [Test]
    public void Ties_of_small_accumulators()
    {
        for (var shift = -12; shift <= 3; shift++)
            for (var first = -3000; first < 3000; first += 640)
            {
                var bias = Array(640, i => first + i);
                var quantization = new OutputQuantization([1 << 30], [shift]);
                Check(new(0, 0, 3, new(-128, 127)), quantization, 1, 1, [1], Array(640, _ => (sbyte)1), bias, 640, $"shift {shift} from {first}");
            }
    }

    [Test]
    public void Every_depth_and_batch()
    {
        var random = new Random(2);
        for (var depth = 1; depth <= 256; depth++)
            for (var batches = 1; batches <= 1 + depth % 9; batches += Math.Max(1, depth % 9))
            {
                var outputs = 1 + depth * 7 % 97;
                var parameters = new FullyConnectedParams(random.Next(-127, 129), depth % 5 == 0 ? random.Next(-127, 128) : 0, random.Next(-128, 128), Clamp(random));
                Check(
                    parameters, Quantization(random, depth % 2 == 0 ? outputs : 1), batches, depth, Bytes(random, batches * depth), Bytes(random, outputs * depth),
                    Biases(random, outputs), outputs, $"depth {depth}, {batches} batches, {outputs} outputs");
            }
    }

    [Test]
    public void Extreme_values()
    {
        var random = new Random(4);
        foreach (var depth in new[] { 7, 64, 640, 4000 })
            foreach (var offset in new[] { -127, 0, 128 })
                foreach (var filterOffset in new[] { -127, 0, 127 })
                    Check(
                        new(offset, filterOffset, 0, new(-128, 127)), new([1 << 30], [-16]), 1, depth, Extremes(random, depth), Extremes(random, 33 * depth),
                        Biases(random, 33), 33, $"depth {depth}, offsets {offset} and {filterOffset}");
    }

    private void Check(
        FullyConnectedParams parameters, OutputQuantization quantization, int batches, int depth, sbyte[] x, sbyte[] w, int[] bias, int outputs, string what)
    {
        var packed = new PackedFullyConnectedS8(parameters, quantization, batches, depth, w, bias, outputs, Rounding, Width);
        Compare(
            batches * outputs, y => FullyConnectedS8.Run(new(Rounding), parameters, quantization, batches, depth, x, w, bias, outputs, y),
            packed.ScratchElements, (y, scratch) => packed.Run(x, y, scratch), what);
    }
}
