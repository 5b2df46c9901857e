using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Tests.Convolution;

/// <summary>Whatever a wrapper chooses gives the general kernel's result; int4 weights give what the same int8 weights give.</summary>
[TestFixture(KernelPath.C)]
[TestFixture(KernelPath.Dsp)]
[TestFixture(KernelPath.Mve)]
public sealed class WrapperEqualsGeneralTests(KernelPath path)
{
    private const int Seeds = 300;

    [Test]
    public void Convolution_with_int8_and_int4_weights()
    {
        var chosen = new HashSet<string>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var (p, input, filter, output) = Layer(random);
            var (x, w) = (Draw.Bytes(random, input.Count), Draw.Nibbles(random, filter.Count));
            var bias = seed % 5 == 0 ? [] : Draw.Biases(random, filter.N);
            var q = Draw.Quantization(random, filter.N);
            var (expected, int8, int4) = (new sbyte[output.Count], new sbyte[output.Count], new sbyte[output.Count]);
            var context = new KernelContext(Rounding.Double, path);
            ConvolveS8.Run(new(), p, q, input, x, filter, w, bias, output, expected);
            ConvolveWrapperS8.Run(context, p, q, input, x, filter, w, bias, output, int8);
            Assert.That(int8, Is.EqualTo(expected), $"{context.Chosen}, seed {seed}");
            chosen.Add(context.Chosen!);
            ConvolveWrapperS4.Run(context, p, q, input, x, filter, Draw.Packed(w), bias, output, int4);
            Assert.That(int4, Is.EqualTo(expected), $"{context.Chosen}, seed {seed}");
            chosen.Add(context.Chosen!);
        }
        Assert.That(chosen, Has.Count.EqualTo(path == KernelPath.Mve ? 9 : 8), string.Join(", ", chosen));
    }

    [Test]
    public void Depthwise_convolution_with_int8_and_int4_weights()
    {
        var chosen = new HashSet<string>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var (p, input, filter, output) = DepthwiseLayer(random);
            var (x, w) = (Draw.Bytes(random, input.Count), Draw.Nibbles(random, filter.Count));
            var bias = seed % 5 == 0 ? [] : Draw.Biases(random, filter.C);
            var q = Draw.Quantization(random, filter.C);
            var (expected, int8, int4) = (new sbyte[output.Count], new sbyte[output.Count], new sbyte[output.Count]);
            var context = new KernelContext(Rounding.Double, path);
            DepthwiseConvS8.Run(new(), p, q, input, x, filter, w, bias, output, expected);
            DepthwiseConvWrapperS8.Run(context, p, q, input, x, filter, w, bias, output, int8);
            Assert.That(int8, Is.EqualTo(expected), $"{context.Chosen}, seed {seed}");
            chosen.Add(context.Chosen!);
            DepthwiseConvWrapperS4.Run(context, p, q, input, x, filter, Draw.Packed(w), bias, output, int4);
            // Odd channels are the generic int4 kernel's quirk, see DepthwiseQuirkTests.
            if (input.C % 2 == 0 || context.Chosen == "arm_depthwise_conv_s4_opt")
                Assert.That(int4, Is.EqualTo(expected), $"{context.Chosen}, seed {seed}");
            chosen.Add(context.Chosen!);
        }
        Assert.That(chosen, Is.SupersetOf(new[] { "arm_depthwise_conv_s8", "arm_depthwise_conv_s8_opt", "arm_depthwise_conv_s4", "arm_depthwise_conv_s4_opt" }));
        Assert.That(chosen.Contains("arm_depthwise_conv_3x3_s8"), Is.EqualTo(path != KernelPath.Mve));
        Assert.That(chosen.Any(name => name.StartsWith("arm_convolve_", StringComparison.Ordinal)), Is.EqualTo(path == KernelPath.Mve));
    }

    // A quarter 1x1, a quarter rows with the same padding on both sides, which MVE cuts rightly, and the rest any.
    private static (ConvParams Parameters, Dims Input, Dims Filter, Dims Output) Layer(Random random)
    {
        var (kind, outputs, one) = (random.Next(4), random.Next(1, 7), new Tile(1, 1));
        if (kind == 0)
        {
            var stride = random.Next(2) == 0 ? one : new Tile(random.Next(1, 4), random.Next(2, 4));
            var pixels = new Dims(random.Next(1, 3), random.Next(1, 8), random.Next(1, 8), random.Next(1, 20));
            var size = new Dims(pixels.N, (pixels.H - 1) / stride.H + 1, (pixels.W - 1) / stride.W + 1, outputs);
            return (Draw.Params(random, stride, default, one), pixels, new(outputs, 1, 1, pixels.C), size);
        }
        if (kind == 1)
        {
            var (taps, reach) = (2 * random.Next(0, 3) + 1, 1);
            var padding = random.Next(0, (taps - 1) / 2 + 1);
            var row = new Dims(random.Next(1, 3), 1, random.Next(taps + 4, taps + 15), 4 * random.Next(1, 4));
            var length = (row.W + 2 * padding - taps) / reach + 1;
            return (Draw.Params(random, one, new(padding, 0), new(1, random.Next(1, 3))), row, new(outputs, 1, taps, row.C), new(row.N, 1, length, outputs));
        }
        var filter = new Dims(outputs, random.Next(2, 4), random.Next(1, 4), random.Next(1, 6));
        var (p, input, output) = Draw.Geometry(random, filter, filter.C, outputs);
        return (p, input, filter, output);
    }

    private static (DepthwiseConvParams Parameters, Dims Input, Dims Filter, Dims Output) DepthwiseLayer(Random random)
    {
        var (channels, multiplier) = (random.Next(1, 7), random.Next(3) == 0 ? random.Next(1, 6) : 1);
        var filter = new Dims(1, random.Next(2, 5), random.Next(2, 5), channels * multiplier);
        if (random.Next(3) == 0)
            filter = filter with { H = 3, W = 3 };
        var input = new Dims(random.Next(1, 3), random.Next(3, 9), random.Next(3, 9), channels);
        var (padding, dilation) = (new Tile(random.Next(2), random.Next(2)), random.Next(3) == 0 ? new Tile(2, 2) : new Tile(1, 1));
        var stride = new Tile(random.Next(1, 3), random.Next(1, 3));
        var output = new Dims(
            input.N, Math.Max(1, (input.H + padding.H - 2) / stride.H), Math.Max(1, (input.W + padding.W - 2) / stride.W), filter.C);
        return (new(Draw.Params(random, stride, padding, dilation), multiplier), input, filter, output);
    }
}
