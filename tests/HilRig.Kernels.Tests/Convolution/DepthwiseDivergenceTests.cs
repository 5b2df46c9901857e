using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>Depthwise kernels where the library departs from the definition, and what each core chooses.</summary>
public sealed class DepthwiseDivergenceTests
{
    private static readonly OutputQuantization Identity = new([1 << 30], [1]);

    [Test]
    public void Int4_with_odd_channels_is_right_only_while_no_tap_is_cropped()
    {
        var (filter, w) = (new Dims(1, 3, 3, 3), Draw.Nibbles(new(1), 27));
        Assert.That(Differs(new(1, 5, 5, 3), filter, w, padding: 0, output: 3), Is.False);
        Assert.That(Differs(new(1, 5, 5, 3), filter, w, padding: 1, output: 5), Is.True);
        Assert.That(Differs(new(1, 5, 5, 4), filter with { C = 4 }, Draw.Nibbles(new(1), 36), padding: 1, output: 5), Is.False, "even channels");
    }

    [Test]
    public void A_cropped_tap_shifts_the_weights_of_the_taps_behind_it()
    {
        // Filter 1x3 over three channels, weights 1..7 and so on; at the left edge the first tap is cropped. The library starts that window with
        // the low nibble of byte 1 (weight 2) where tap 1 of channel 0 is the high one (weight 3).
        var (input, filter) = (new Dims(1, 1, 3, 3), new Dims(1, 1, 3, 3));
        sbyte[] w = [0, 1, 2, 3, 4, 5, 6, 7, -8];
        var p = new DepthwiseConvParams(new(0, 0, new(1, 1), new(1, 0), new(1, 1), new(-128, 127)), 1);
        var accumulator = DepthwiseConvS4.Accumulate(new(), p, input, [1, 0, 0, 0, 0, 0, 0, 0, 0], filter, Draw.Packed(w), [], (0, 0, 0, 0));
        Assert.That(accumulator, Is.EqualTo(2));
        Assert.That(DepthwiseConvS8.Accumulate(new(), p, input, [1, 0, 0, 0, 0, 0, 0, 0, 0], filter, w, [], (0, 0, 0, 0)), Is.EqualTo(3));
    }

    [TestCase(KernelPath.C, "arm_depthwise_conv_s8")]
    [TestCase(KernelPath.Dsp, "arm_depthwise_conv_s8")]
    [TestCase(KernelPath.Mve, "arm_convolve_s8")]
    public void One_input_channel_is_an_ordinary_convolution_on_mve(KernelPath path, string chosen)
    {
        var (input, filter, output) = (new Dims(1, 6, 6, 1), new Dims(1, 3, 3, 8), new Dims(1, 4, 4, 8));
        var random = new Random(7);
        var p = new DepthwiseConvParams(Draw.Params(random, new(1, 1), default, new(1, 1)), 8);
        var (x, w, bias, q) = (Draw.Bytes(random, 36), Draw.Bytes(random, 72), Draw.Biases(random, 8), Draw.Quantization(random, 8));
        var (expected, y, context) = (new sbyte[output.Count], new sbyte[output.Count], new KernelContext(path: path));
        DepthwiseConvS8.Run(new(), p, q, input, x, filter, w, bias, output, expected);
        DepthwiseConvWrapperS8.Run(context, p, q, input, x, filter, w, bias, output, y);
        Assert.That((context.Chosen, y), Is.EqualTo((chosen, expected)));
        // The convolution's columns and the turned filter.
        Assert.That(DepthwiseConvWrapperS8.BufferSize(path, p, input, filter, output), Is.EqualTo(path == KernelPath.Mve ? 4 * 16 + 72 : 0));
    }

    private static bool Differs(Dims input, Dims filter, sbyte[] w, int padding, int output)
    {
        var p = new DepthwiseConvParams(new(0, 0, new(1, 1), new(padding, padding), new(1, 1), new(-128, 127)), 1);
        var (size, x) = (new Dims(1, output, output, filter.C), Draw.Bytes(new(2), input.Count));
        var (int8, int4) = (new sbyte[size.Count], new sbyte[size.Count]);
        DepthwiseConvS8.Run(new(), p, Identity, input, x, filter, w, [], size, int8);
        DepthwiseConvS4.Run(new(), p, Identity, input, x, filter, Draw.Packed(w), [], size, int4);
        return !int8.SequenceEqual(int4);
    }
}
