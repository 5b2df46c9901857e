using HilRig.Kernels.Convolution;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>Arguments for which the C leaves its buffers or its integers are refused by the rule's name.</summary>
public sealed class ConvolutionContractTests
{
    private static readonly OutputQuantization Scale = new([1 << 30], [0]);

    private static readonly object[][] Convolutions =
    [
        [Layer(), "NULL bias with 2 groups"],
        [Layer() with { Params = Params() with { InputOffset = -128 }, Filter = new(4, 3, 3, 4) }, "input_offset -128 is not in [-127, 128]"],
        [Layer() with { Filter = new(4, 3, 3, 5) }, "the filter has 5 input channels, the input 4"],
        [Layer() with { Filter = new(5, 3, 3, 4) }, "the output has 4 channels, the filter 5"],
        [Layer() with { Filter = new(4, 3, 3, 4), Output = new(2, 3, 3, 4) }, "the output has 2 batches, the input 1"],
        [Layer() with { Filter = new(4, 3, 3, 4), Params = Params() with { Stride = new(0, 1) } }, "stride 1x0 must be at least 1"],
        [Layer() with { Filter = new(4, 3, 3, 4), Params = Params() with { Padding = new(65536, 0) } }, "65536 as a size, stride or padding"],
    ];

    [TestCaseSource(nameof(Convolutions))]
    public void Convolution(ConvLayer layer, string rule) => Refuses(rule, layer, (l, x, y) => ConvolveS8.Run(
        new(), l.Params, Scale, l.Input, x, l.Filter, new sbyte[l.Filter.Count], [], l.Output, y));

    private static readonly object[][] Pointwise =
    [
        [Layer() with { Filter = new(4, 1, 1, 4) }, "the output is 3x3, but the kernel writes as many pixels as the input's 5x5"],
        [Layer() with { Filter = new(4, 1, 1, 4), Output = new(1, 6, 5, 4) }, "an output of 6x5 with stride 1x1 reads beyond an input of 5x5"],
        [Layer() with { Filter = new(4, 3, 1, 4), Output = new(1, 5, 5, 4) }, "the filter is 3x1, must be 1x1"],
        [Layer() with { Filter = new(4, 1, 1, 2), Output = new(1, 5, 5, 4) }, "this kernel knows no groups"],
    ];

    [TestCaseSource(nameof(Pointwise))]
    public void Convolution_1x1_fast(ConvLayer layer, string rule) => Refuses(rule, layer, (l, x, y) => Convolve1x1S8Fast.Run(
        new(), l.Params, Scale, l.Input, x, l.Filter, new sbyte[l.Filter.Count], [], l.Output, y));

    private static readonly object[][] Small =
    [
        [Layer() with { Filter = new(1, 3, 3, 4), Output = new(1, 3, 6, 4) }, "the last window's middle column 6 lies outside an input of 5 columns"],
        [Layer() with { Input = new(2, 5, 5, 4), Filter = new(1, 3, 3, 4), Output = new(2, 3, 3, 4) }, "2 batches: the kernel writes the first only"],
        [Layer() with { Filter = new(1, 3, 3, 4), Params = Params() with { Dilation = new(2, 1) } }, "dilation 1x2: the kernel does not look at it"],
    ];

    [TestCaseSource(nameof(Small))]
    public void Depthwise_3x3(ConvLayer layer, string rule) => Refuses(rule, layer, (l, x, y) => DepthwiseConv3x3S8.Run(
        new(), new(l.Params, 1), Scale, l.Input, x, l.Filter, new sbyte[l.Filter.Count], [], l.Output, y));

    [Test]
    public void Depthwise_taps_beyond_16_bits()
    {
        var layer = Layer() with { Input = new(1, 1, 40000, 1), Filter = new(1, 1, 1, 1), Output = new(1, 1, 40000, 1) };
        Refuses("the last window begins at 39999", layer, (l, x, y) => DepthwiseConvS8.Run(
            new(), new(l.Params, 1), Scale, l.Input, x, l.Filter, new sbyte[1], [], l.Output, y));
    }

    [TestCase(124, true)]
    [TestCase(125, false)]
    public void Mve_depthwise_reads_a_NULL_bias_beyond_124_channels(int channels, bool isFine)
    {
        var layer = Layer() with { Input = new(1, 5, 5, channels), Filter = new(1, 3, 3, channels), Output = new(1, 3, 3, channels) };
        var mve = new KernelContext(path: KernelPath.Mve);
        void Run(ConvLayer l, sbyte[] x, sbyte[] y) => DepthwiseConvS8Opt.Run(
            mve, new(l.Params, 1), Scale, l.Input, x, l.Filter, new sbyte[l.Filter.Count], [], l.Output, y);
        if (isFine)
            Assert.DoesNotThrow(() => Run(layer, new sbyte[layer.Input.Count], new sbyte[layer.Output.Count]));
        else
            Refuses("NULL bias with 125 channels", layer, Run);
    }

    // in 3x3, stride 2, padding 1, filter 3x3: 5 rows are written whatever the output has, one more may be.
    [TestCase(4, 5, "5 rows are written into an output of 4")]
    [TestCase(7, 5, "of 7 output rows only 6 are written")]
    [TestCase(6, 7, "padding 1 and 7 output columns reach beyond the 7 that are summed")]
    [TestCase(6, 6, null)]
    public void Transpose_convolution(int height, int width, string? rule)
    {
        var layer = Layer() with { Input = new(1, 3, 3, 4), Filter = new(4, 3, 3, 4), Output = new(1, height, width, 4) };
        void Run(ConvLayer l, sbyte[] x, sbyte[] y) => TransposeConvS8.Run(
            new(), new(0, 0, new(2, 2), new(1, 1), new(-128, 127)), Scale, l.Input, x, l.Filter, new sbyte[l.Filter.Count], [], l.Output, y);
        if (rule is null)
            Assert.DoesNotThrow(() => Run(layer, new sbyte[layer.Input.Count], new sbyte[layer.Output.Count]));
        else
            Refuses(rule, layer, Run);
    }

    [Test]
    public void The_recommended_scratch_of_a_transpose_convolution_may_be_too_small()
    {
        var p = new TransposeConvParams(0, 0, new(5, 1), default, new(-128, 127));
        var (input, filter, output) = (new Dims(1, 2, 3, 4), new Dims(4, 2, 2, 4), new Dims(1, 3, 15, 4));
        Assert.That(TransposeConvS8.BufferSize(KernelPath.C, p, input, filter, output), Is.EqualTo((2 * 5 + 2) * 4 * 2 * 4));
        Assert.That(TransposeConvS8.NeededBufferSize(p, input, filter, output), Is.EqualTo((2 * 5 + 5) * 4 * 2 * 4));
    }

    [Test]
    public void Padding_beyond_the_filter_turns_a_reversed_transpose_convolution_into_its_bias()
    {
        // kernel - 1 - padding is -1, which the ordinary convolution takes for 65535 columns of padding.
        var p = new TransposeConvParams(0, 0, new(1, 1), new(2, 0), new(-128, 127));
        var (input, filter, output) = (new Dims(1, 1, 4, 20), new Dims(1, 1, 2, 20), new Dims(1, 1, 3, 1));
        var (x, w, q, y) = (Draw.Array(80, _ => (sbyte)1), Draw.Array(40, _ => (sbyte)1), new OutputQuantization([1 << 30], [1]), new sbyte[3]);
        TransposeConvS8.Run(new(), p, q, input, x, filter, w, [5], output, y);
        Assert.That(y, Is.EqualTo(new sbyte[] { 45, 45, 25 }));
        TransposeConvWrapperS8.Run(new(), new sbyte[40], p, q, input, x, filter, w, [5], output, y);
        Assert.That(y, Is.EqualTo(new sbyte[] { 5, 5, 5 }));
    }

    private static ConvParams Params() => new(0, 0, new(1, 1), default, new(1, 1), new(-128, 127));

    private static ConvLayer Layer() => new(Params(), new(1, 5, 5, 4), new(4, 3, 3, 2), new(1, 3, 3, 4));

    private static void Refuses(string rule, ConvLayer layer, Action<ConvLayer, sbyte[], sbyte[]> kernel) => Assert.That(
        () => kernel(layer, new sbyte[layer.Input.Count], new sbyte[layer.Output.Count]),
        Throws.TypeOf<KernelContractException>().With.Message.Contains(rule));

    public sealed record ConvLayer(ConvParams Params, Dims Input, Dims Filter, Dims Output);
}
