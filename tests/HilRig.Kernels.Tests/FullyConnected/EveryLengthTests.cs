using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.FullyConnected;

/// <summary>Dense kernels against 64-bit sums written out here, at every depth from 0 to 256, on every core.</summary>
[TestFixture(KernelPath.C)]
[TestFixture(KernelPath.Dsp)]
[TestFixture(KernelPath.Mve)]
public sealed class EveryLengthTests(KernelPath path)
{
    private const int Batches = 2;
    private const int Outputs = 5;

    [Test]
    public void Int8_int4_and_per_channel()
    {
        EachDepth((random, depth) =>
        {
            var p = new FullyConnectedParams(random.Next(-127, 129), 0, random.Next(-128, 128), new(-128, 127));
            var (x, w) = (Draw.Bytes(random, Batches * depth), Draw.Nibbles(random, Outputs * depth));
            var (bias, q, scale) = (Draw.Biases(random, Outputs), Draw.Quantization(random, Outputs), Draw.Scale(random));
            var (y8, y4, perChannel) = (new sbyte[Batches * Outputs], new sbyte[Batches * Outputs], new sbyte[Batches * Outputs]);
            FullyConnectedS8.Run(Context, p, new([scale.Multiplier], [scale.Shift]), Batches, depth, x, w, bias, Outputs, y8);
            FullyConnectedS4.Run(Context, p, scale, Batches, depth, x, Draw.Packed(w), bias, Outputs, y4);
            FullyConnectedPerChannelS8.Run(Context, p, q, Batches, depth, x, w, bias, Outputs, perChannel);
            var sums = Sums(Batches, Outputs, depth, (b, k) => x[b * depth + k] + p.InputOffset, (o, k) => w[o * depth + k], o => bias[o]);
            Assert.That(y8, Is.EqualTo(sums.Select(s => Int8(s, scale, p))), $"int8, depth {depth}");
            Assert.That(y4, Is.EqualTo(y8), $"int4, depth {depth}");
            Assert.That(perChannel, Is.EqualTo(sums.Select((s, i) => Int8(s, q[i % Outputs], p))), $"per channel, depth {depth}");
        });
    }

    [Test]
    public void Int16()
    {
        EachDepth((random, depth) =>
        {
            var p = new FullyConnectedParams(0, 0, 0, new(short.MinValue, short.MaxValue));
            var (x, w) = (Draw.Shorts(random, Batches * depth), Draw.Bytes(random, Outputs * depth));
            var (bias, scale) = (Draw.Array(Outputs, _ => random.NextInt64(-1L << 34, 1L << 34)), Draw.Scale(random));
            var y = new short[Batches * Outputs];
            FullyConnectedS16.Run(Context, p, scale, Batches, depth, x, w, bias, Outputs, y);
            var sums = Sums(Batches, Outputs, depth, (b, k) => x[b * depth + k], (o, k) => w[o * depth + k], o => bias[o]);
            Assert.That(y, Is.EqualTo(sums.Select(s => Int16(s, scale))), $"depth {depth}");
        });
    }

    [Test]
    public void Matrix_products()
    {
        EachDepth((random, depth) =>
        {
            // Both axes of batches broadcast, one on each side.
            var (lhs, rhs, output) = (new Dims(2, 1, 3, depth), new Dims(1, 2, Outputs, depth), new Dims(2, 2, 3, Outputs));
            var p = new BatchMatmulParams(false, true, new(random.Next(-127, 129), random.Next(-127, 129), random.Next(-128, 128), new(-128, 127)));
            var p16 = p with { FullyConnected = new(0, 0, 0, new(short.MinValue, short.MaxValue)) };
            var (left, right, scale) = (Draw.Bytes(random, lhs.Count), Draw.Bytes(random, rhs.Count), Draw.Scale(random));
            var (y, y16) = (new sbyte[output.Count], new short[output.Count]);
            BatchMatmulS8.Run(Context, p, scale, lhs, left, rhs, right, output, y);
            BatchMatmulS16.Run(
                Context, p16, scale, lhs, Draw.Array(left.Length, i => (short)(left[i] * 256)), rhs, Draw.Array(right.Length, i => (short)right[i]), output, y16);
            for (var i = 0; i < output.Count; i++)
            {
                var (n, h, row, column) = (i / (2 * 3 * Outputs), i / (3 * Outputs) % 2, i / Outputs % 3, i % Outputs);
                var (l, r) = ((n * 3 + row) * depth, (h * Outputs + column) * depth);
                var sum = Sum(depth, k => (left[l + k] + p.FullyConnected.InputOffset) * (right[r + k] + p.FullyConnected.FilterOffset));
                Assert.That(y[i], Is.EqualTo(Int8(sum, scale, p.FullyConnected)), $"int8, depth {depth}, element {i}");
                Assert.That(y16[i], Is.EqualTo(Int16(Sum(depth, k => left[l + k] * 256 * right[r + k]), scale)), $"int16, depth {depth}, element {i}");
            }
        });
    }

    [Test]
    public void Vector_sums()
    {
        EachDepth((random, depth) =>
        {
            var (data, bias, bias64) = (Draw.Bytes(random, Outputs * depth), Draw.Biases(random, Outputs), Draw.Array(Outputs, _ => random.NextInt64()));
            var (lhs, rhs, sums, sums64) = (random.Next(-128, 129), random.Next(-128, 129), new int[Outputs], new long[Outputs]);
            VectorSumS8.Run(Context, sums, depth, Outputs, data, lhs, rhs, bias);
            VectorSumS8S64.Run(sums64, depth, Outputs, data, lhs, bias64);
            Assert.That(sums, Is.EqualTo(Draw.Array(Outputs, o => bias[o] + (int)Sum(depth, k => lhs * (data[o * depth + k] + rhs)))), $"{depth} columns");
            Assert.That(sums64, Is.EqualTo(Draw.Array(Outputs, o => bias64[o] + Sum(depth, k => lhs * data[o * depth + k]))), $"{depth} columns");
            VectorSumS8.Run(Context, sums, depth, Outputs, data, lhs, rhs, []);
            Assert.That(sums, Is.EqualTo(Draw.Array(Outputs, o => (int)Sum(depth, k => lhs * (data[o * depth + k] + rhs)))), $"{depth} columns, no bias");
        });
    }

    private KernelContext Context => new(Rounding.Double, path);

    private static void EachDepth(Action<Random, int> check)
    {
        for (var depth = 0; depth <= 256; depth++)
            check(new(depth), depth);
    }

    private static long Sum(int depth, Func<int, long> term) => Enumerable.Range(0, depth).Sum(term);

    private static long[] Sums(int batches, int outputs, int depth, Func<int, int, long> value, Func<int, int, long> weight, Func<int, long> bias) =>
        Draw.Array(batches * outputs, i => bias(i % outputs) + Sum(depth, k => value(i / outputs, k) * weight(i % outputs, k)));

    private static sbyte Int8(long sum, QuantizedMultiplier scale, FullyConnectedParams p) =>
        (sbyte)Math.Clamp(Requantization.RequantizeDouble((int)sum, scale.Multiplier, scale.Shift) + p.OutputOffset, -128, 127);

    // Half toward plus infinity of sum * multiplier / 2^16 * 2^(shift - 15).
    private static short Int16(long sum, QuantizedMultiplier scale)
    {
        var reduced = Math.Min((scale.Multiplier + 0x8000L) >> 16, 0x7FFF);
        return (short)Math.Clamp((sum * reduced + (1L << (14 - scale.Shift))) >> (15 - scale.Shift), short.MinValue, short.MaxValue);
    }
}
