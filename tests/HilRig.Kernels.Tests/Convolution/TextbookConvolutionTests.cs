using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>The definitions against a textbook's 64-bit sums on random geometry: groups, dilation, batches, multipliers, cropped windows.</summary>
public sealed class TextbookConvolutionTests
{
    private static IEnumerable<int> Seeds => Enumerable.Range(0, 60);

    [TestCaseSource(nameof(Seeds))]
    public void Convolution(int seed)
    {
        var random = new Random(seed);
        var groups = random.Next(1, 4);
        var filter = new Dims(groups * random.Next(1, 5), random.Next(1, 4), random.Next(1, 5), random.Next(1, 6));
        var (p, input, output) = Draw.Geometry(random, filter, groups * filter.C, filter.N);
        var (x, w, bias) = (Draw.Bytes(random, input.Count), Draw.Bytes(random, filter.Count), Draw.Biases(random, filter.N));
        var (q, y) = (Draw.Quantization(random, filter.N), new sbyte[output.Count]);
        ConvolveS8.Run(new(), p, q, input, x, filter, w, bias, output, y);
        Assert.That(y, Is.EqualTo(Requantized(Textbook.Convolve(p, input, x, filter, w, bias, output), q, p)));
    }

    [TestCaseSource(nameof(Seeds))]
    public void Depthwise_convolution(int seed)
    {
        var random = new Random(seed);
        var (channels, multiplier) = (random.Next(1, 6), random.Next(1, 6));
        var filter = new Dims(1, random.Next(1, 4), random.Next(1, 5), channels * multiplier);
        var (conv, input, output) = Draw.Geometry(random, filter, channels, filter.C);
        var p = new DepthwiseConvParams(conv, multiplier);
        var (x, w, bias) = (Draw.Bytes(random, input.Count), Draw.Bytes(random, filter.Count), Draw.Biases(random, filter.C));
        var (q, y) = (Draw.Quantization(random, filter.C), new sbyte[output.Count]);
        DepthwiseConvS8.Run(new(), p, q, input, x, filter, w, bias, output, y);
        Assert.That(y, Is.EqualTo(Requantized(Textbook.Depthwise(p, input, x, filter, w, bias, output), q, conv)));
    }

    [TestCaseSource(nameof(Seeds))]
    public void Transpose_convolution_direct_and_reversed(int seed)
    {
        var random = new Random(seed);
        // More than 16 channels with strides up to 2 are computed by an ordinary convolution.
        var filter = new Dims(random.Next(1, 5), random.Next(1, 5), random.Next(1, 5), seed % 2 == 0 ? random.Next(17, 20) : random.Next(1, 17));
        var stride = new Tile(random.Next(1, 3), random.Next(1, 3));
        var input = new Dims(random.Next(1, 3), random.Next(1, 6), random.Next(1, 6), filter.C);
        var padding = new Tile(random.Next(0, filter.W), random.Next(0, Math.Min(filter.H, input.H * stride.H)));
        var (rows, columns) = (input.H * stride.H - padding.H + Math.Max(0, filter.H - stride.H), (input.W - 1) * stride.W + filter.W - padding.W);
        var output = new Dims(input.N, rows, Math.Max(1, columns), filter.N);
        var p = new TransposeConvParams(random.Next(-127, 129), random.Next(-128, 128), stride, padding, new(-128, 127));
        var (x, w, bias) = (Draw.Bytes(random, input.Count), Draw.Bytes(random, filter.Count), Draw.Biases(random, filter.N));
        var (q, y, context) = (Draw.Quantization(random, filter.N), new sbyte[output.Count], new KernelContext());
        TransposeConvWrapperS8.Run(
            context, new sbyte[TransposeConvWrapperS8.ReverseBufferSize(p, input, filter)], p, q, input, x, filter, w, bias, output, y);
        Assert.That(context.Chosen, Is.EqualTo(filter.C > 16 ? "arm_convolve_s8(reversed)" : "arm_transpose_conv_s8"));
        var conv = new ConvParams(p.InputOffset, p.OutputOffset, stride, padding, new(1, 1), p.Activation);
        Assert.That(y, Is.EqualTo(Requantized(Textbook.Scatter(p, input, x, filter, w, bias, output), q, conv)));
    }

    private static sbyte[] Requantized(long[] accumulators, OutputQuantization q, ConvParams p)
    {
        var channels = q.Multipliers.Length;
        return [.. accumulators.Select((a, i) =>
        {
            var value = Requantization.RequantizeDouble((int)a, q[i % channels].Multiplier, q[i % channels].Shift) + p.OutputOffset;
            return (sbyte)Math.Min(Math.Max(value, p.Activation.Min), p.Activation.Max);
        })];
    }
}
