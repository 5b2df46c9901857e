using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Packed layers of int16 values with int8 weights against their definitions, which must not count anything where they serve.</summary>
[TestFixtureSource(typeof(VectorRuns), nameof(VectorRuns.All))]
public sealed class PackedInt16Tests(Rounding rounding, VectorWidth width)
{
    private static readonly ActivationRange Whole = new(short.MinValue, short.MaxValue);

    [Test]
    public void Requantization_of_extreme_accumulators_at_every_shift([Values] bool isInt32)
    {
        var random = new Random(1);
        var served = 0;
        for (var shift = -31; shift <= 7; shift++)
            for (var outputs = 1; outputs <= 50; outputs += 7)
            {
                // A weight of zero leaves the bias as the accumulator.
                var bias = Draw.Array(outputs, i => i < 2 ? i * 2 - 1 : random.Next(int.MinValue, int.MaxValue) >> random.Next(32));
                var quantization = new OutputQuantization(Draw.Array(outputs, _ => random.Next(1 << 30, int.MaxValue)), Draw.Array(outputs, i => i % 3 == 0 ? shift : Math.Max(-31, shift - 1)));
                served += FullyConnected(1, 1, outputs, 0, new sbyte[outputs], bias, isInt32, quantization, [12345], $"shift {shift}, {outputs} outputs") ? 1 : 0;
            }
        Assert.That(served, Is.GreaterThan(30));
    }

    [Test]
    public void Fully_connected_at_every_depth_and_batch([Values] bool isInt32)
    {
        var random = new Random(2);
        var served = 0;
        for (var depth = 1; depth <= 256; depth++)
        {
            var (batches, outputs, offset) = (1 + depth % 9, 1 + depth * 7 % 67, depth % 5 == 0 ? random.Next(-127, 128) : 0);
            var quantization = Quantization(random, depth % 2 == 0 ? outputs : 1);
            served += FullyConnected(
                batches, depth, outputs, offset, Draw.Bytes(random, outputs * depth), Biases(random, outputs), isInt32, quantization,
                Shorts(random, batches * depth), $"depth {depth}") ? 1 : 0;
        }
        Assert.That(served, Is.GreaterThan(isInt32 && rounding == Rounding.Double ? 100 : 200));
    }

    [Test]
    public void Convolution_on_random_geometry([Values] bool isInt32)
    {
        var served = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var groups = random.Next(4) == 0 ? random.Next(2, 4) : 1;
            var filter = new Dims(groups * random.Next(1, 24), random.Next(1, 6), random.Next(1, 6), random.Next(1, 20));
            var (parameters, input, output) = Draw.Geometry(random, filter, groups * filter.C, filter.N);
            parameters = parameters with { Activation = Activation(random) };
            var (x, w, bias, quantization) = (Shorts(random, input.Count), Draw.Bytes(random, filter.Count), Biases(random, filter.N), Quantization(random, filter.N));
            var typed = Bias(bias, isInt32);
            var packed = PackedConvolveS16.Of(parameters, quantization, input, filter, w, typed(), output, rounding, width);
            served += Check(
                output.Count, packed is null ? null : y => packed.Run(x, y, new short[packed.ScratchElements]),
                (context, y) => WideConvolution.Run(context, parameters, quantization, input, x, filter, w, typed(), output, y),
                $"seed {seed}: {input} * {filter} -> {output}");
        }
        Assert.That(served, Is.GreaterThan(isInt32 && rounding == Rounding.Double ? 50 : 150));
    }

    [Test]
    public void Depthwise_convolution_on_random_geometry()
    {
        var served = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (channels, multiplier) = (random.Next(1, 70), random.Next(4) == 0 ? random.Next(2, 5) : 1);
            var filter = new Dims(1, random.Next(1, 6), random.Next(1, 6), channels * multiplier);
            var (conv, input, output) = Draw.Geometry(random, filter, channels, filter.C);
            var parameters = new DepthwiseConvParams(conv with { Activation = Activation(random) }, multiplier);
            var (x, w, quantization) = (Shorts(random, input.Count), Draw.Bytes(random, filter.Count), Quantization(random, filter.C));
            var bias = Draw.Array(filter.C, _ => (long)random.Next(-200_000, 200_000));
            var packed = PackedDepthwiseConvS16.Of(parameters, quantization, input, filter, w, BiasData.Of(bias), output, rounding, width);
            served += Check(
                output.Count, packed is null ? null : y => packed.Run(x, y, new short[packed.ScratchElements]),
                (context, y) => DepthwiseConvS16.Run(context, parameters, quantization, input, x, filter, w, bias, output, y),
                $"seed {seed}: {input} * {filter} x{multiplier} -> {output}");
        }
        Assert.That(served, Is.GreaterThan(150));
    }

    [Test]
    public void What_may_leave_32_bits_or_be_cut_is_not_packed()
    {
        var weights = Draw.Array(600, _ => sbyte.MinValue);
        var p = new FullyConnectedParams(0, 0, 0, Whole);
        PackedFullyConnectedS16? Pack(int depth, QuantizedMultiplier scale, long bias) => PackedFullyConnectedS16.Of(
            p, new([scale.Multiplier], [scale.Shift]), 1, depth, weights, BiasData.Of([bias]), 1, rounding, width);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Pack(500, new(1 << 30, -10), 0), Is.Not.Null);
            Assert.That(Pack(600, new(1 << 30, -10), 0), Is.Null, "2^31 and more");
            Assert.That(Pack(1, new(1 << 30, -10), long.MinValue), Is.Null, "the bias alone");
            Assert.That(Pack(500, new(1 << 30, 1), 0), Is.Null, "twice the result has 33 bits");
        }
    }

    private bool FullyConnected(
        int batches, int depth, int outputs, int offset, sbyte[] w, int[] bias, bool isInt32, OutputQuantization quantization, short[] x, string what)
    {
        var parameters = new FullyConnectedParams(0, offset, 0, Whole);
        var typed = Bias(bias, isInt32);
        var packed = PackedFullyConnectedS16.Of(parameters, quantization, batches, depth, w, typed(), outputs, rounding, width);
        return Check(
            batches * outputs, packed is null ? null : y => packed.Run(x, y, new short[packed.ScratchElements]),
            (context, y) => WideFullyConnected.Run(context, parameters, quantization, batches, depth, x, w, typed(), outputs, y), what) > 0;
    }

    private int Check(int length, Action<short[]>? packed, Action<KernelContext, short[]> definition, string what)
    {
        if (packed is null)
            return 0;
        var context = new KernelContext(rounding);
        VectorRuns.Compare(length, y => definition(context, y), packed, what);
        Assert.That((context.Wraps, context.ShiftWraps, context.Truncations), Is.EqualTo((0L, 0L, 0L)), what);
        return 1;
    }

    private delegate BiasData TypedBias();

    private static TypedBias Bias(int[] bias, bool isInt32)
    {
        var wide = Array.ConvertAll(bias, b => (long)b);
        return isInt32 ? () => BiasData.Of(bias) : () => BiasData.Of(wide);
    }

    private static OutputQuantization Quantization(Random random, int count) =>
        new(Draw.Array(count, _ => random.Next(1 << 30, int.MaxValue)), Draw.Array(count, _ => random.Next(-16, -6)));

    private static int[] Biases(Random random, int count) => random.Next(6) == 0 ? [] : Draw.Array(count, _ => random.Next(-20_000_000, 20_000_000));

    private static ActivationRange Activation(Random random) => random.Next(2) == 0 ? Whole : new(-random.Next(20_000), random.Next(20_000));

    // Ends of the range stand for saturated activations.
    private static short[] Shorts(Random random, int count) =>
        Draw.Array(count, _ => random.Next(4) switch { 0 => short.MinValue, 1 => short.MaxValue, _ => (short)random.Next(short.MinValue, short.MaxValue) });
}
