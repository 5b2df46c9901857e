using HilRig.Kernels.Legacy;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Tests.Legacy;

/// <summary>The removed q7 and q15 kernels where the golden vectors do not reach.</summary>
public sealed class LegacyTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Opt_kernels_equal_the_plain_ones_through_an_interleaver(bool truncates)
    {
        for (var rows = 1; rows <= 13; rows++)
            for (var columns = 0; columns <= 21; columns++)
            {
                var random = new Random(rows * 100 + columns);
                var p = new LegacyFullyConnectedParams(columns, rows, random.Next(0, 6), random.Next(0, 12));
                var (v7, v15) = (Draw.Bytes(random, columns), Draw.Shorts(random, columns));
                var (m7, m15) = (Draw.Bytes(random, rows * columns), Draw.Shorts(random, rows * columns));
                var (b7, b15) = (Draw.Bytes(random, rows), Draw.Shorts(random, rows));
                var context = new KernelContext { Truncates = truncates };
                Same<sbyte>(rows, y => LegacyFullyConnected.Q7(context, p, v7, m7, b7, y), y => LegacyFullyConnected.Q7Opt(context, p, v7, Order(InterleavedLayout.Q7, m7), b7, y));
                Same<short>(rows, y => LegacyFullyConnected.Q15(context, p, v15, m15, b15, y), y => LegacyFullyConnected.Q15Opt(context, p, v15, Order(InterleavedLayout.Q15, m15), b15, y));
                Same<short>(rows, y => LegacyFullyConnected.MatQ7VecQ15(context, p, v15, m7, b7, y), y => LegacyFullyConnected.MatQ7VecQ15Opt(context, p, v15, Order(InterleavedLayout.MatQ7VecQ15, m7), b7, y));

                T[] Order<T>(InterleavedLayout layout, T[] plain) => InterleavedMatrix.Interleave<T>(layout, plain, rows, columns);
            }
    }

    [Test]
    public void The_q7_order_is_the_one_of_Arms_comment()
    {
        // 4 rows of 5 columns, element "row column".
        var plain = Draw.Array(20, i => (sbyte)(10 * (i / 5) + i % 5));
        Assert.That(
            InterleavedMatrix.Interleave<sbyte>(InterleavedLayout.Q7, plain, 4, 5),
            Is.EqualTo(new sbyte[] { 0, 10, 2, 12, 20, 30, 22, 32, 1, 11, 3, 13, 21, 31, 23, 33, 4, 14, 24, 34 }));
    }

    [Test]
    public void Products_at_every_length_and_shift()
    {
        for (var length = 0; length <= 256; length++)
        {
            var (random, shift) = (new Random(length), length % 31);
            var (a, b, a15, b15) = (Draw.Bytes(random, length), Draw.Bytes(random, length), Draw.Shorts(random, length), Draw.Shorts(random, length));
            var (y, y15) = (new sbyte[length], new short[length]);
            LegacyMult.Q7(new(), a, b, y, shift % 15);
            LegacyMult.Q15(new(), a15, b15, y15, shift);
            Assert.That(y, Is.EqualTo(Draw.Array(length, i => (sbyte)Math.Clamp(Rounded(a[i] * b[i], shift % 15), -128, 127))), $"length {length}");
            Assert.That(y15, Is.EqualTo(Draw.Array(length, i => (short)Math.Clamp(Rounded((long)a15[i] * b15[i], shift), -32768, 32767))), $"length {length}");
        }
    }

    [Test]
    public void Dsp_averages_truncate_twice()
    {
        // All four: 16 / 4 = 4. Row by row: 7 / 2 = 3 and 9 / 2 = 4, and of these 7 / 2 = 3.
        Assert.That((Average(KernelPath.C, [3, 4, 3, 6]), Average(KernelPath.Dsp, [3, 4, 3, 6])), Is.EqualTo(((sbyte)4, (sbyte)3)));
        Assert.That((Average(KernelPath.C, [-3, -4, -3, -6]), Average(KernelPath.Mve, [-3, -4, -3, -6])), Is.EqualTo(((sbyte)-4, (sbyte)-4)));
    }

    [Test]
    public void Dsp_maxima_lose_cells_that_were_replaced()
    {
        var p = new LegacyPoolParams(3, 1, 3, 1, 1, 3);
        sbyte[] image = [0, 9, 0, 0, 0, 0, 0, 0, 0];
        var (plain, dsp) = (new sbyte[9], new sbyte[9]);
        PoolQ7Hwc.Max(new(), p, image.ToArray(), plain);
        var lost = image.ToArray();
        PoolQ7Hwc.Max(new(path: KernelPath.Dsp), p, lost, dsp);
        Assert.That(plain, Is.EqualTo(new sbyte[] { 9, 9, 9, 9, 9, 9, 0, 0, 0 }));
        // The second window's place held the 9, but the first window had put its own 9 before it.
        Assert.That((dsp, lost[0]), Is.EqualTo((new sbyte[] { 9, 9, 9, 9, 9, 9, 0, 0, 0 }, (sbyte)9)));
        image = [0, 0, 5, 0, 0, 0, 0, 0, 0];
        PoolQ7Hwc.Max(new(path: KernelPath.Dsp), p with { DimKernel = 2, Padding = 1 }, image, dsp);
        Assert.That(dsp[2], Is.Zero, "the window of the last place holds the 5, but its place is overwritten first");
    }

    [Test]
    public void A_window_in_the_padding_is_nothing()
    {
        var (p, y) = (new LegacyPoolParams(1, 1, 1, 1, 1, 1), new sbyte[1]);
        PoolQ7Hwc.Max(new(), p, new sbyte[1], y);
        Assert.That(y[0], Is.EqualTo(127), "-129 as a q7");
        Assert.That(() => PoolQ7Hwc.Average(new(), p, new sbyte[1], y), Throws.TypeOf<KernelContractException>().With.Message.Contains("divides by 0"));
    }

    [Test]
    public void Dsp_of_q15_takes_even_outputs()
    {
        var p = new LegacyConvParams(new(1, 3, 3, 2), new(1, 1), default, new(1, 1), 0, 0, new(1, 3, 3, 2));
        var (x, w, bias, y) = (new short[18], new short[4], new short[2], new short[18]);
        var dsp = new KernelContext(path: KernelPath.Dsp);
        Assert.DoesNotThrow(() => ConvolveHwcQ15.Fast(new(), p, x, w, bias, y));
        Assert.Throws<KernelStatusException>(() => ConvolveHwcQ15.Fast(dsp, p, x, w, bias, y));
        Assert.Throws<KernelContractException>(() => ConvolveHwcQ15.FastNonsquare(dsp, p, x, w, bias, y));
        Assert.DoesNotThrow(() => ConvolveHwcQ15.Basic(dsp, p, x, w, bias, y));
    }

    [Test]
    public void Refusals_name_the_function()
    {
        var p = new LegacyConvParams(new(1, 4, 4, 3), new(3, 3), default, new(1, 1), 0, 0, new(1, 2, 2, 3));
        Refuses(() => ConvolveHwcQ7.Fast(new(), p, [], [], [], []), "arm_convolve_HWC_q7_fast: 3 input channels");
        Refuses(() => ConvolveHwcQ7.Rgb(new(), p with { Input = new(1, 4, 4, 4) }, [], [], [], []), "arm_convolve_HWC_q7_RGB: 4 input channels");
        Refuses(
            () => ConvolveHwcQ7.PointwiseFastNonsquare(new(), p with { Input = new(1, 4, 4, 4), Output = new(1, 2, 2, 2) }, [], [], [], []),
            "arm_convolve_1x1_HWC_q7_fast_nonsquare: kernel and stride");
        Refuses(
            () => DepthwiseSeparableConvHwcQ7.Square(new(), p with { Output = new(1, 2, 2, 4) }, [], [], [], []),
            "arm_depthwise_separable_conv_HWC_q7: 3 input and 4");
        Refuses(() => ConvolveHwcQ7.Basic(new(), p with { Stride = new(1, 2) }, [], [], [], []), "arm_convolve_HWC_q7_basic: input, kernel");
    }

    private static void Refuses(Action call, string message) => Assert.That(() => call(), Throws.InstanceOf<KernelException>().With.Message.StartsWith(message));

    private static sbyte Average(KernelPath path, sbyte[] image)
    {
        var y = new sbyte[1];
        PoolQ7Hwc.Average(new(path: path), new(2, 1, 2, 0, 2, 1), image, y);
        return y[0];
    }

    private static long Rounded(long product, int shift) => shift == 0 ? product : (product + (1L << (shift - 1))) >> shift;

    private static void Same<T>(int length, Action<T[]> plain, Action<T[]> opt)
    {
        var (expected, actual) = (new T[length], new T[length]);
        plain(expected);
        opt(actual);
        Assert.That(actual, Is.EqualTo(expected));
    }
}
