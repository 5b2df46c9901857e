using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

[TestFixtureSource(typeof(VectorTests), nameof(Runs))]
public sealed class ConvolutionVectorTests(Rounding rounding, VectorWidth width) : VectorTests(rounding, width)
{
    [Test]
    public void Random_geometry()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var groups = random.Next(4) == 0 ? random.Next(2, 4) : 1;
            var filter = new Dims(groups * random.Next(1, 24), random.Next(1, 6), random.Next(1, 6), random.Next(1, 20));
            var (parameters, input, output) = Geometry(random, filter, groups * filter.C, filter.N);
            Check(parameters, input, Bytes(random, input.Count), filter, Bytes(random, filter.Count), Biases(random, filter.N, isOptional: groups == 1), output, random, $"seed {seed}");
        }
    }

    [Test]
    public void Every_number_of_outputs_and_pixels()
    {
        var random = new Random(5);
        for (var outputs = 1; outputs <= 140; outputs++)
        {
            var (filter, pixels) = (new Dims(outputs, 1, 1, 1 + outputs % 9), 1 + outputs * 5 % 93);
            var input = new Dims(1, 1, pixels, filter.C);
            ConvParams parameters = new(random.Next(-127, 129), random.Next(-128, 128), new(1, 1), new(0, 0), new(1, 1), Clamp(random));
            Check(parameters, input, Bytes(random, input.Count), filter, Bytes(random, filter.Count), Biases(random, outputs), new(1, 1, pixels, outputs), random, $"{outputs} outputs");
        }
    }

    // Stride 1, no dilation, whole blocks: by Winograd's method. All zeros and ones of the transforms' ranges are met.
    [Test]
    public void Three_by_three_of_whole_blocks([Values(16, 32, 48, 64, 128)] int channels, [Values] bool extreme)
    {
        for (var seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            var filter = new Dims(16 * random.Next(1, 8), 3, 3, channels);
            var output = new Dims(random.Next(1, 3), random.Next(1, 20), random.Next(1, 20), filter.N);
            var (right, bottom) = (random.Next(3), random.Next(3));
            var padding = new Tile(random.Next(3), random.Next(3));
            var input = new Dims(output.N, Math.Max(1, output.H + 2 - padding.H - bottom), Math.Max(1, output.W + 2 - padding.W - right), channels);
            var offset = extreme ? random.Next(2) == 0 ? -127 : 128 : random.Next(-127, 129);
            ConvParams parameters = new(offset, random.Next(-128, 128), new(1, 1), padding, new(1, 1), Clamp(random));
            var (x, w) = extreme ? (Extremes(random, input.Count), Extremes(random, filter.Count)) : (Bytes(random, input.Count), Bytes(random, filter.Count));
            if (extreme && seed % 3 == 0)
                (x, w) = (Array(x.Length, _ => sbyte.MinValue), Array(w.Length, _ => sbyte.MinValue));
            Check(parameters, input, x, filter, w, Biases(random, filter.N), output, random, $"seed {seed}: {input} * {filter} -> {output}");
        }
    }

    private void Check(ConvParams parameters, Dims input, sbyte[] x, Dims filter, sbyte[] w, int[] bias, Dims output, Random random, string what)
    {
        var quantization = Quantization(random, filter.N);
        var packed = new PackedConvolveS8(parameters, quantization, input, filter, w, bias, output, Rounding, Width);
        Compare(
            output.Count, y => ConvolveS8.Run(new(Rounding), parameters, quantization, input, x, filter, w, bias, output, y),
            packed.ScratchElements, (y, scratch) => packed.Run(x, y, scratch), what);
    }
}
