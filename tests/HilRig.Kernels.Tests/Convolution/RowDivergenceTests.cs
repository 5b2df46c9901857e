using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>The 1xN kernels of MVE, which cut a row into padded ends and an inside by a guess from the sizes.</summary>
public sealed class RowDivergenceTests
{
    // Every output is the plain sum of what its window sees: weights 1, no zero points, scale 1.
    private static readonly OutputQuantization Identity = new([1 << 30], [1]);

    [Test]
    public void Uneven_padding_fails()
    {
        // Same padding of an even kernel: 1 on the left, 2 on the right is one more, but 0 and 2 are two.
        Assert.That(Sums(KernelPath.Mve, width: 8, kernel: 4, padding: 1, stride: 1, outputs: 8), Is.EqualTo(Sums(KernelPath.C, 8, 4, 1, 1, 8)));
        var error = Assert.Throws<KernelStatusException>(() => Sums(KernelPath.Mve, 8, 3, 0, 1, 8))!;
        Assert.That((error.Status, error.Message), Is.EqualTo((
            KernelStatus.Failure, "arm_convolve_1_x_n_s8: MVE cannot pad a row by 0 on the left and 2 on the right in 0 + 8 + 0 windows")));
        Assert.That(Sums(KernelPath.C, 8, 3, 0, 1, 8), Has.Length.EqualTo(8), "plain C can");
    }

    [Test]
    public void An_unused_last_column_costs_the_last_window_its_last_column()
    {
        // 8 columns, 3 taps, stride 2: the last window sees columns 4, 5, 6, and MVE takes 6 for padding because column 7 is left over.
        Assert.That(Sums(KernelPath.C, 8, 3, 0, 2, 3, channels: 2), Is.EqualTo(new sbyte[] { 12, 24, 36 }));
        Assert.That(Sums(KernelPath.Mve, 8, 3, 0, 2, 3, channels: 2), Is.EqualTo(new sbyte[] { 12, 24, 22 }));
    }

    [Test]
    public void A_window_that_overhangs_by_two_reads_behind_the_input()
    {
        // Right padding 2 with stride 2: the first right window needs kernel - 2 columns, MVE copies kernel - 1.
        Assert.That(
            () => Sums(KernelPath.Mve, 7, 5, 2, 2, 4, channels: 2),
            Throws.TypeOf<KernelContractException>().With.Message.EqualTo("arm_convolve_1_x_n_s8: window 3 reads column 7 of 7, behind the input"));
        Assert.That(Sums(KernelPath.C, 7, 5, 2, 2, 4, channels: 2), Has.Length.EqualTo(4));
    }

    [Test]
    public void Mve_ignores_padding_of_height()
    {
        var (c, mve) = (Sums(KernelPath.C, 8, 3, 1, 1, 8, paddingHeight: 1), Sums(KernelPath.Mve, 8, 3, 1, 1, 8, paddingHeight: 1));
        Assert.That((c, mve), Is.EqualTo((new sbyte[8], Sums(KernelPath.C, 8, 3, 1, 1, 8))), "plain C looks at the row above the input");
    }

    // One channel, stride 4, five windows of two outputs; the first window and the last reach into the padding.
    [TestCase(4, new[] { 0, 1 }, Description = "the left window's tap 1 is the high nibble of a byte, and it takes the low one")]
    [TestCase(5, new[] { 0, 1, 9 }, Description = "besides, the second output's weights begin in the middle of a byte")]
    public void Int4_weights_are_taken_a_nibble_early_at_padded_ends(int kernel, int[] wrong)
    {
        var (input, filter, output) = (new Dims(1, 1, 16 + kernel - 2, 1), new Dims(2, 1, kernel, 1), new Dims(1, 1, 5, 2));
        var p = new ConvParams(0, 0, new(4, 1), new(1, 0), new(1, 1), new(-128, 127));
        var (x, w) = (Draw.Array(input.Count, i => (sbyte)(i % 3 + 1)), Draw.Array(filter.Count, i => (sbyte)(i % 8)));
        var (c, mve) = (new sbyte[output.Count], new sbyte[output.Count]);
        Convolve1xNS4.Run(new(), p, Identity, input, x, filter, Draw.Packed(w), [], output, c);
        Convolve1xNS4.Run(new(path: KernelPath.Mve), p, Identity, input, x, filter, Draw.Packed(w), [], output, mve);
        Assert.That(Enumerable.Range(0, output.Count).Where(i => c[i] != mve[i]), Is.EqualTo(wrong));
    }

    private static sbyte[] Sums(
        KernelPath path, int width, int kernel, int padding, int stride, int outputs, int channels = 4, int paddingHeight = 0)
    {
        var (input, filter, output) = (new Dims(1, 1, width, channels), new Dims(1, 1, kernel, channels), new Dims(1, 1, outputs, 1));
        var p = new ConvParams(0, 0, new(stride, 1), new(padding, paddingHeight), new(1, 1), new(-128, 127));
        var x = Draw.Array(input.Count, i => (sbyte)(i / channels + 1));
        var y = new sbyte[outputs];
        Convolve1xNS8.Run(new(Rounding.Double, path), p, Identity, input, x, filter, Draw.Array(filter.Count, _ => (sbyte)1), [], output, y);
        return y;
    }
}
