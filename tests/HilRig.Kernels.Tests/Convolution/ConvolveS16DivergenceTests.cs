using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>The int16 convolution's widths of sum: by the bias's type, by columns, and by whether a pixel has a partner.</summary>
public sealed class ConvolveS16DivergenceTests
{
    private const int Columns = 600;

    // A sum of 600 * 32767 * 127 is above 2^31; the scale 2^-16 shows it as 38099 clamped, or wrapped as -27437.
    private static readonly OutputQuantization Scale = new([1 << 30], [-15]);

    [TestCase(KernelPath.C, new short[] { 32767, 32767, -27437 })]
    [TestCase(KernelPath.Dsp, new short[] { 32767, 32767, -27437 })]
    [TestCase(KernelPath.Mve, new short[] { 32767, 32767, 32767 })]
    public void The_last_of_an_odd_number_of_pixels_wraps_at_32_bits(KernelPath path, short[] expected)
    {
        var y = Run(path, BiasData.Of((ReadOnlySpan<long>)[]), pixels: 3);
        Assert.That(y, Is.EqualTo(expected));
        Assert.That(Run(path, BiasData.Of((ReadOnlySpan<long>)[]), pixels: 2), Is.EqualTo(new short[] { 32767, 32767 }), "an even number does not");
    }

    [TestCase(KernelPath.C)]
    [TestCase(KernelPath.Dsp)]
    [TestCase(KernelPath.Mve)]
    public void With_an_int32_bias_every_pixel_wraps(KernelPath path) =>
        Assert.That(Run(path, BiasData.Of((ReadOnlySpan<int>)[0]), pixels: 2), Is.EqualTo(new short[] { -27437, -27437 }));

    [Test]
    public void Dsp_refuses_what_reads_behind_the_filter()
    {
        // 601 columns are no multiple of 4, and one output channel is an odd number.
        var int64 = BiasData.Of((ReadOnlySpan<long>)[]);
        Assert.That(Run(KernelPath.C, int64, 2, Columns + 1), Has.Length.EqualTo(2));
        Assert.That(Run(KernelPath.Dsp, int64, 1, Columns + 1), Has.Length.EqualTo(1), "a single pixel has a loop of its own");
        Assert.That(Run(KernelPath.Dsp, int64, 2, Columns + 1), Is.EqualTo(new short[] { 32767, 32767 }), "clamped whatever lies there");
        Assert.That(
            () => Run(KernelPath.Dsp, BiasData.Of((ReadOnlySpan<long>)[-2_400_000_000]), 2, Columns + 1),
            Throws.TypeOf<KernelContractException>().With.Message.StartsWith("arm_convolve_s16: DSP takes 1 columns from behind the filter"));
    }

    private static short[] Run(KernelPath path, BiasData bias, int pixels, int columns = Columns)
    {
        var (input, filter, output) = (new Dims(1, 1, pixels, columns), new Dims(1, 1, 1, columns), new Dims(1, 1, pixels, 1));
        var p = new ConvParams(0, 0, new(1, 1), default, new(1, 1), new(short.MinValue, short.MaxValue));
        var y = new short[pixels];
        ConvolveS16.Run(
            new(Rounding.Double, path), p, Scale, input, Draw.Array(input.Count, _ => short.MaxValue), filter,
            Draw.Array(filter.Count, _ => sbyte.MaxValue), bias, output, y);
        return y;
    }
}
