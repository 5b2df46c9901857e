using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Softmax;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Softmax with tabulated exponentials against its definitions, refusals included.</summary>
public sealed class PackedSoftmaxTests
{
    [Test]
    public void Every_row_size_and_any_scale([Values] Rounding rounding)
    {
        var random = new Random(1);
        for (var size = 1; size <= 600; size += size < 256 ? 1 : 43)
        {
            var (rows, p) = (1 + size % 3, Parameters(random));
            // Close logits make long rows overflow their sum.
            var spread = random.Next(1, 257);
            var x = Draw.Array(rows * size, _ => (sbyte)(random.Next(spread) - 128));
            var u = Draw.Array(rows * size, i => (byte)(x[i] + 128));
            var (s8, u8, s16) = (PackedSoftmax.S8(p, rounding), PackedSoftmax.U8(p, rounding), PackedSoftmax.S8S16(p, rounding));
            Assert.That(s8.MayWrap || u8.MayWrap || s16.MayWrap, Is.False);
            Compare<sbyte>(rows * size, (c, y) => SoftmaxS8.Run(c, p, rows, size, x, y), (c, y) => s8.Run(c, rows, size, x, y), rounding, $"s8 {size} {p}");
            Compare<byte>(rows * size, (c, y) => SoftmaxU8.Run(c, p, rows, size, u, y), (c, y) => u8.Run(c, rows, size, u, y), rounding, $"u8 {size} {p}");
            Compare<short>(rows * size, (c, y) => SoftmaxS8S16.Run(c, p, rows, size, x, y), (c, y) => s16.Run(c, rows, size, x, y), rounding, $"s16 {size} {p}");
        }
    }

    [Test]
    public void A_shift_that_loses_bits_is_counted_by_the_definition() =>
        Assert.That(PackedSoftmax.S8(new(1 << 30, 28, -255), Rounding.Double).MayWrap, Is.True);

    private static SoftmaxParams Parameters(Random random)
    {
        var shift = random.Next(15, 29);
        return new(random.Next(1 << 30, int.MaxValue), shift, -Math.Min(255, (int)Math.ScaleB(31, 26 - shift)));
    }

    private static void Compare<T>(int length, Action<KernelContext, T[]> definition, Action<KernelContext, T[]> packed, Rounding rounding, string what)
        where T : unmanaged
    {
        var (expected, actual) = (new KernelContext(rounding), new KernelContext(rounding));
        VectorRuns.Compare<T>(length, y => Written(() => definition(expected, y), y), y => Written(() => packed(actual, y), y), what);
        Assert.That(actual.Wraps, Is.EqualTo(expected.Wraps), what);
    }

    // Of a refusal only the fact remains: what was written before it does not count.
    private static void Written<T>(Action run, T[] output)
    {
        try
        {
            run();
        }
        catch (KernelContractException)
        {
            Array.Clear(output);
        }
    }
}
