using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

[TestFixtureSource(typeof(VectorTests), nameof(Runs))]
public sealed class DepthwiseVectorTests(Rounding rounding, VectorWidth width) : VectorTests(rounding, width)
{
    [Test]
    public void Random_geometry()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (channels, multiplier) = (random.Next(1, 70), random.Next(4) == 0 ? random.Next(2, 5) : 1);
            Check(random, new(1, random.Next(1, 6), random.Next(1, 6), channels * multiplier), channels, multiplier, $"seed {seed}");
        }
    }

    [Test]
    public void Three_by_three_of_every_number_of_channels()
    {
        for (var channels = 1; channels <= 130; channels++)
            Check(new(channels), new(1, 3, 3, channels), channels, 1, $"{channels} channels");
    }

    [Test]
    public void One_channel_of_many_outputs()
    {
        for (var outputs = 1; outputs <= 40; outputs++)
            Check(new(outputs), new(1, 3, 2, outputs), 1, outputs, $"{outputs} outputs");
    }

    private void Check(Random random, Dims filter, int channels, int multiplier, string what)
    {
        var (conv, input, output) = Geometry(random, filter, channels, filter.C);
        var parameters = new DepthwiseConvParams(conv, multiplier);
        var (x, w) = random.Next(3) == 0
            ? (Extremes(random, input.Count), Extremes(random, filter.Count))
            : (Bytes(random, input.Count), Bytes(random, filter.Count));
        var (quantization, bias) = (Quantization(random, filter.C), Biases(random, filter.C));
        var packed = new PackedDepthwiseConvS8(parameters, quantization, input, filter, w, bias, output, Rounding, Width);
        Compare(
            output.Count, y => DepthwiseConvS8.Run(new(Rounding), parameters, quantization, input, x, filter, w, bias, output, y),
            packed.ScratchElements, (y, scratch) => packed.Run(x, y, scratch), $"{what}: {input} * {filter} x{multiplier} -> {output}");
    }
}
