using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>
/// In a single-rounding build MVE's int4 kernels round two or three pixels left over from groups of four twice. Here every accumulator is 1 and
/// the scale a quarter: 0 with one rounding, 1 with two.
/// </summary>
public sealed class PredicatedRoundingTests
{
    private static readonly OutputQuantization Quarter = new([1 << 30], [-1]);

    [TestCase(1, new sbyte[] { 0 })]
    [TestCase(2, new sbyte[] { 1, 1 })]
    [TestCase(3, new sbyte[] { 1, 1, 1 })]
    [TestCase(4, new sbyte[] { 0, 0, 0, 0 })]
    [TestCase(5, new sbyte[] { 0, 0, 0, 0, 0 })]
    [TestCase(6, new sbyte[] { 0, 0, 0, 0, 1, 1 })]
    [TestCase(7, new sbyte[] { 0, 0, 0, 0, 1, 1, 1 })]
    public void All_pixels_of_a_1x1_convolution_are_one_run(int pixels, sbyte[] expected)
    {
        Assert.That(Run(new(1, 1, pixels, 4), new(1, 1, 1, 4), new(1, 1)), Is.EqualTo(expected));
        Assert.That(Run(new(1, 1, pixels, 4), new(1, 1, 1, 4), new(1, 1), KernelPath.Dsp), Is.All.EqualTo(0), "other cores round once");
        Assert.That(Run(new(1, 1, pixels, 4), new(1, 1, 1, 4), new(1, 1), rounding: Rounding.Double), Is.All.EqualTo(1), "the default rounds twice");
    }

    [Test]
    public void Runs_are_rows_with_a_stride_images_in_general_and_the_inside_of_a_padded_row()
    {
        Assert.That(Run(new(1, 3, 6, 4), new(1, 1, 1, 4), new(2, 2)), Is.All.EqualTo(1), "1x1 with stride 2: rows of 3");
        Assert.That(Run(new(2, 2, 3, 4), new(1, 1, 1, 4), new(1, 1)), Is.All.EqualTo(0), "1x1: 12 pixels of both images");
        Assert.That(Run(new(2, 4, 3, 4), new(1, 2, 2, 4), new(1, 1)), Is.EqualTo(new sbyte[] { 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1 }), "images of 3x2");
        Assert.That(Run(new(2, 4, 3, 3), new(1, 3, 1, 3), new(1, 1)), Is.EqualTo(new sbyte[] { 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1 }), "odd windows");
        Assert.That(Run(new(1, 1, 5, 4), new(1, 1, 3, 4), new(1, 1), padding: 1), Is.EqualTo(new sbyte[] { 0, 1, 1, 1, 0 }), "a padded row");
    }

    private static sbyte[] Run(
        Dims input, Dims filter, Tile stride, KernelPath path = KernelPath.Mve, int padding = 0, Rounding rounding = Rounding.Single)
    {
        var p = new ConvParams(0, 0, stride, new(padding, 0), new(1, 1), new(-128, 127));
        var output = new Dims(
            input.N, (input.H - filter.H) / stride.H + 1, (input.W + 2 * padding - filter.W) / stride.W + 1, 1);
        var y = new sbyte[output.Count];
        ConvolveWrapperS4.Run(
            new(rounding, path), p, Quarter, input, new sbyte[input.Count], filter, new byte[(filter.Count + 1) / 2], [1], output, y);
        return y;
    }
}
