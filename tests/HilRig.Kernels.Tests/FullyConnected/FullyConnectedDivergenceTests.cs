using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.FullyConnected;

/// <summary>Where a core's build gives something else than plain C, and what it refuses.</summary>
public sealed class FullyConnectedDivergenceTests
{
    [Test]
    public void Mve_takes_one_multiplier_for_four_outputs_when_the_filter_has_an_offset()
    {
        // Biases alone, so that output o shows which pair it was scaled by: 2^o / 2 with shift o.
        var (outputs, y) = (7, new sbyte[7]);
        var q = new OutputQuantization(Draw.Array(outputs, _ => 1 << 30), Draw.Array(outputs, o => o));
        var bias = Draw.Array(outputs, _ => 2);
        Run(KernelPath.C, 1);
        Assert.That(y, Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 64 }));
        Run(KernelPath.Mve, 0);
        Assert.That(y, Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 64 }), "without the offset MVE is right");
        Run(KernelPath.Mve, 1);
        Assert.That(y, Is.EqualTo(new[] { 1, 1, 1, 1, 2, 4, 8 }));

        void Run(KernelPath path, int filterOffset) => FullyConnectedPerChannelS8.Run(
            new(Rounding.Double, path), new(0, filterOffset, 0, new(-128, 127)), q, 1, 1, [0], new sbyte[outputs], bias, outputs, y);
    }

    [TestCase(KernelPath.C, 32767)]
    [TestCase(KernelPath.Dsp, -32768)]
    [TestCase(KernelPath.Mve, -32768)]
    public void Only_the_extreme_of_all_512_columns_wraps_int16_sums(KernelPath path, int expected)
    {
        var y = new short[1];
        var (x, w) = (Draw.Array(512, _ => short.MinValue), Draw.Array(512, _ => sbyte.MinValue));
        var context = new KernelContext(Rounding.Double, path);
        FullyConnectedS16.Run(context, new(0, 0, 0, new(short.MinValue, short.MaxValue)), new(1 << 30, -3), 1, 512, x, w, [], 1, y);
        Assert.That((y[0], context.Wraps), Is.EqualTo(((short)expected, path == KernelPath.C ? 0L : 1L)));
        x[0]++;
        FullyConnectedS16.Run(context, new(0, 0, 0, new(short.MinValue, short.MaxValue)), new(1 << 30, -3), 1, 512, x, w, [], 1, y);
        Assert.That(y[0], Is.EqualTo(32767), "one step less fits");
    }

    [Test]
    public void Mve_needs_the_sums_of_the_weights()
    {
        var p = new FullyConnectedParams(0, 0, 0, new(-128, 127));
        var q = new OutputQuantization([1 << 30], [0]);
        var context = new KernelContext(Rounding.Double, KernelPath.Mve) { HasBuffer = false };
        var dims = new Dims(1, 1, 1, 1);
        Assert.Multiple(() =>
        {
            Fails(() => FullyConnectedS8.Run(context, p, q, 1, 1, [0], [0], [], 1, new sbyte[1]), "arm_fully_connected_s8");
            Fails(() => FullyConnectedPerChannelS8.Run(context, p, q, 1, 1, [0], [0], [], 1, new sbyte[1]), "arm_fully_connected_per_channel_s8");
            Fails(() => BatchMatmulS8.Run(context, new(false, false, p), new(1 << 30, 0), dims, [0], dims, [0], dims, new sbyte[1]), "arm_batch_matmul_s8");
        });
        Assert.DoesNotThrow(() => FullyConnectedS8.Run(new() { HasBuffer = false }, p, q, 1, 1, [0], [0], [], 1, new sbyte[1]));
    }

    private static readonly object[][] WrongShapes =
    [
        [new Dims(1, 1, 2, 3), new Dims(1, 1, 2, 4), new Dims(1, 1, 2, 2), "depth of the left side 3 is not that of the right side 4"],
        [new Dims(2, 1, 2, 3), new Dims(3, 1, 2, 3), new Dims(3, 1, 2, 2), "n and h must be equal or 1"],
        [new Dims(1, 2, 2, 3), new Dims(1, 4, 2, 3), new Dims(1, 4, 2, 2), "n and h must be equal or 1"],
        [new Dims(1, 1, 2, 3), new Dims(1, 1, 5, 3), new Dims(1, 1, 2, 2), "is not [rows 2][columns 5]"],
    ];

    [TestCaseSource(nameof(WrongShapes))]
    public void Matrix_products_refuse_shapes_that_do_not_fit(Dims lhs, Dims rhs, Dims output, string rule)
    {
        var p = new BatchMatmulParams(false, false, new(0, 0, 0, new(-128, 127)));
        Assert.That(
            () => BatchMatmulS8.Run(new(), p, new(1 << 30, 0), lhs, new sbyte[lhs.Count], rhs, new sbyte[rhs.Count], output, new sbyte[output.Count]),
            Throws.TypeOf<KernelContractException>().With.Message.Contains(rule));
        Assert.That(
            () => BatchMatmulS16.Run(new(), p, new(1 << 30, 0), lhs, new short[lhs.Count], rhs, new short[rhs.Count], output, new short[output.Count]),
            Throws.TypeOf<KernelContractException>().With.Message.Contains(rule));
    }

    private static void Fails(Action call, string kernel)
    {
        var error = Assert.Throws<KernelStatusException>(call)!;
        Assert.That((error.Kernel, error.Status), Is.EqualTo((kernel, KernelStatus.ArgumentError)));
    }
}
