using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>ADD, SUB and MUL of codes: packed forms against their definitions at every length, broadcasting included.</summary>
[TestFixtureSource(typeof(VectorRuns), nameof(VectorRuns.All))]
public sealed class PackedPairTests(Rounding rounding, VectorWidth width)
{
    private static readonly ActivationRange Bytes = new(sbyte.MinValue, sbyte.MaxValue);
    private static readonly ActivationRange Words = new(short.MinValue, short.MaxValue);

    [Test]
    public void Int8_at_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length <= 256; length++)
        {
            var (a, b, m, s) = (Extremes(Draw.Bytes(random, length)), Extremes(Draw.Bytes(random, length)), Product(random, -12, -3, 128), Sum(random, 128, 20));
            var context = new KernelContext(rounding);
            VectorRuns.Compare<sbyte>(length, y => ElementwiseMulS8.Run(context, m, a, b, y), y => PackedPair.Multiply<sbyte>(m, rounding, width)!.Run(a, b, y), $"{length} {m}");
            VectorRuns.Compare<sbyte>(length, y => ElementwiseAddS8.Run(context, s, a, b, y), y => PackedPair.Sum<sbyte>(s, false, rounding, width)!.Run(a, b, y), $"{length} {s}");
            VectorRuns.Compare<sbyte>(
                length, y => Each(a, b, y, (p, q) => (sbyte)ScaledSum.Subtract(context, s, p, q)),
                y => PackedPair.Sum<sbyte>(s, true, rounding, width)!.Run(a, b, y), $"subtract {length} {s}");
            Assert.That((context.Wraps, context.ShiftWraps), Is.EqualTo((0L, 0L)));
        }
    }

    [Test]
    public void Int16_at_every_length()
    {
        var random = new Random(2);
        for (var length = 0; length <= 256; length++)
        {
            var (a, b, m, s) = (Extremes(Draw.Shorts(random, length)), Extremes(Draw.Shorts(random, length)), Product(random, -18, 0, 0), Sum(random, 0, 15));
            var context = new KernelContext(rounding);
            VectorRuns.Compare<short>(length, y => ElementwiseMulS16.Run(context, m, a, b, y), y => PackedPair.Multiply<short>(m, rounding, width)!.Run(a, b, y), $"{length} {m}");
            VectorRuns.Compare<short>(length, y => ElementwiseAddS16.Run(context, s, a, b, y), y => PackedPair.Sum<short>(s, false, rounding, width)!.Run(a, b, y), $"{length} {s}");
            Assert.That((context.Wraps, context.ShiftWraps), Is.EqualTo((0L, 0L)));
        }
    }

    [Test]
    public void Both_sides_broadcast([Range(1, 5)] int rank)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var shape = Draw.Array(rank, _ => random.Next(1, 9));
            var (left, right) = (Part(random, shape), Part(random, shape));
            var (leftView, rightView) = (StridedView.Broadcast(left, shape), StridedView.Broadcast(right, shape));
            var (a, b, p) = (Draw.Bytes(random, left.Aggregate(1, (x, y) => x * y)), Draw.Bytes(random, right.Aggregate(1, (x, y) => x * y)), Product(random, -9, -3, 128));
            var context = new KernelContext(rounding);
            VectorRuns.Compare<sbyte>(
                leftView.Count,
                y => Elementwise.Run<sbyte, sbyte, sbyte>(context, (k, l, r) => (sbyte)Kernels.Reference.Product.Multiply(k, p, l, r), leftView, a, rightView, b, y),
                y => PackedPair.Multiply<sbyte>(p, rounding, width)!.Run(leftView, a, rightView, b, y),
                $"seed {seed}: [{string.Join(',', left)}] * [{string.Join(',', right)}] -> [{string.Join(',', shape)}]");
        }
    }

    [Test]
    public void What_may_wrap_is_not_packed()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PackedPair.Multiply<short>(new(0, 0, 0, new(1 << 30, 3), Words), rounding, width), Is.Null);
            Assert.That(PackedPair.Multiply<sbyte>(new(0, 0, 0, new(1 << 30, 0), new(-200, 200)), rounding, width), Is.Null, "no int8");
            Assert.That(PackedPair.Sum<sbyte>(Sum(new(1), 128, 24), false, rounding, width), Is.Null);
        }
    }

    private static ElementwiseMulParams Product(Random random, int low, int high, int zeroPoint) => new(
        random.Next(-zeroPoint, zeroPoint + 1), random.Next(-zeroPoint, zeroPoint + 1), random.Next(-zeroPoint, Math.Max(zeroPoint, 1)),
        new(random.Next(1 << 30, int.MaxValue), random.Next(low, high)), zeroPoint == 0 ? Words : Bytes);

    private static ElementwiseAddParams Sum(Random random, int zeroPoint, int leftShift) => new(
        random.Next(-zeroPoint, zeroPoint + 1), Scale(random, -3), random.Next(-zeroPoint, zeroPoint + 1), Scale(random, -3), leftShift,
        random.Next(-zeroPoint, Math.Max(zeroPoint, 1)), new(random.Next(1 << 30, int.MaxValue), -leftShift + random.Next(4)), zeroPoint == 0 ? Words : Bytes);

    // The larger of TFLite's input scales is exactly a half.
    private static QuantizedMultiplier Scale(Random random, int low) =>
        random.Next(2) == 0 ? new(1 << 30, 0) : new(random.Next(1 << 30, int.MaxValue), random.Next(low, 0));

    private static int[] Part(Random random, int[] shape) => [.. shape[random.Next(shape.Length)..].Select(extent => random.Next(3) == 0 ? 1 : extent)];

    private static T[] Extremes<T>(T[] values)
        where T : System.Numerics.IMinMaxValue<T>
    {
        for (var i = 0; i < values.Length; i += 5)
            values[i] = i % 2 == 0 ? T.MinValue : T.MaxValue;
        return values;
    }

    private static void Each(sbyte[] a, sbyte[] b, sbyte[] y, Func<sbyte, sbyte, sbyte> function)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = function(a[i], b[i]);
    }
}
