using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

/// <summary>A layer that may wrap says so, and where it says that nothing wraps nothing does.</summary>
public sealed class WrapProofTests
{
    [TestCase(1000, 0, -8, false, TestName = "An ordinary bias")]
    [TestCase(1 << 30, 0, -20, false, TestName = "A dead channel's bias of 2^30")]
    [TestCase(int.MaxValue, 0, -20, true, TestName = "A bias that leaves no room")]
    [TestCase(1 << 20, 127, 12, true, TestName = "A left shift that loses bits")]
    [TestCase(0, 0, 2, false, TestName = "A left shift that has room")]
    public void Says_whether_something_may_wrap(int bias, int offset, int shift, bool expected)
    {
        if (VectorWidths.Best == VectorWidth.Scalar)
            Assert.Ignore("vector instructions are switched off");
        var packed = new PackedFullyConnectedS8(
            new(offset, 0, 0, new(-128, 127)), new([1 << 30], [shift]), 1, 4, [1, -2, 3, 127], [bias], 1, Rounding.Double, VectorWidths.Best);
        Assert.That(packed.MayWrap, Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_wraps_where_it_is_said()
    {
        if (VectorWidths.Best == VectorWidth.Scalar)
            Assert.Ignore("vector instructions are switched off");
        var proven = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var (depth, rounding) = (random.Next(1, 40), (Rounding)(seed % 2));
            var parameters = new FullyConnectedParams(random.Next(-127, 129), 0, random.Next(-128, 128), new(-128, 127));
            sbyte[] Ends(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0 ? sbyte.MinValue : sbyte.MaxValue)];
            var (x, w, bias) = (Ends(depth), Ends(depth), new[] { random.Next(int.MinValue, int.MaxValue) >> random.Next(12) });
            var quantization = new OutputQuantization([random.Next(1 << 30, int.MaxValue)], [random.Next(-31, 12)]);
            if (new PackedFullyConnectedS8(parameters, quantization, 1, depth, w, bias, 1, rounding, VectorWidths.Best).MayWrap)
                continue;
            var context = new HilRig.Kernels.NNSupport.KernelContext(rounding);
            FullyConnectedS8.Run(context, parameters, quantization, 1, depth, x, w, bias, 1, new sbyte[1]);
            Assert.That(context.Wraps + context.ShiftWraps, Is.Zero, $"seed {seed}");
            proven++;
        }
        Assert.That(proven, Is.GreaterThan(200));
    }
}
