using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Lstm;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Svdf;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Kernels whose rows of weights are summed by vectors against their definitions: every length, both ends of every range.</summary>
[TestFixtureSource(typeof(VectorRuns), nameof(VectorRuns.All))]
public sealed class RowDotTests(Rounding rounding, VectorWidth width)
{
    private static readonly ActivationRange Bytes = new(sbyte.MinValue, sbyte.MaxValue);

    [Test]
    public void Batch_matmul_at_every_depth()
    {
        var random = new Random(1);
        for (var depth = 1; depth <= 256; depth++)
        {
            var (lhs, rhs) = (new Dims(2, 1, 3, depth), new Dims(depth % 2 + 1, 1, 5, depth));
            var output = new Dims(2, 1, 3, 5);
            var p = new BatchMatmulParams(false, false, new(random.Next(-127, 129), random.Next(-127, 129), random.Next(-128, 128), Bytes));
            var (a, b, scale, context) = (Extremes(random, lhs.Count), Extremes(random, rhs.Count), Draw.Scale(random), new KernelContext(rounding));
            Assert.That(VectorBatchMatmulS8.Serves(p, lhs), Is.True);
            VectorRuns.Compare<sbyte>(
                output.Count, y => BatchMatmulS8.Run(context, p, scale, lhs, a, rhs, b, output, y),
                y => VectorBatchMatmulS8.Run(new(rounding), p, scale, lhs, a, rhs, b, output, y, width), $"depth {depth}");
            Assert.That(context.Wraps, Is.Zero);
        }
    }

    [Test]
    public void Svdf_of_every_input_size_and_memory()
    {
        var random = new Random(2);
        for (var size = 1; size <= 130; size++)
        {
            var (rank, memory) = (1 + size % 3, 1 + size * 7 % 41);
            var dims = new SvdfDims(2, size, rank * 4, memory);
            var (input, feature, bias) = (Extremes(random, 2 * size), Extremes(random, dims.Features * size), Draw.Array(4, _ => random.Next(-9999, 9999)));
            var p = new SvdfParams(rank, random.Next(-128, 128), random.Next(-128, 128), Bytes, Bytes, Draw.Scale(random), Draw.Scale(random), random.Next(-5, 5));
            Assert.That(VectorSvdf.Serves(p, dims, bias), Is.True);
            var (state, time) = (Draw.Bytes(random, 2 * dims.Features * memory), Extremes(random, dims.Features * memory));
            Svdf(
                state, (s, y) => SvdfS8.Run(new(rounding), (true, true), p, dims, input, s, feature, time, bias, y),
                (s, y) => VectorSvdf.Run(new(rounding), p, dims, input, s, feature, time, bias, y, width), $"size {size}");
            var (wideState, wideTime) = (Array.ConvertAll(state, v => (short)(v * 9)), Array.ConvertAll(time, v => (short)(v * 9)));
            Svdf(
                wideState, (s, y) => SvdfStateS16S8.Run(new(rounding), (true, true), p, dims, input, s, feature, wideTime, bias, y),
                (s, y) => VectorSvdf.Run(new(rounding), p, dims, input, s, feature, wideTime, bias, y, width), $"size {size}, int16");
        }
    }

    [Test]
    public void Lstm_of_every_input_size([Range(1, 70, 3)] int hidden)
    {
        var random = new Random(hidden);
        for (var inputs = 1; inputs <= 100; inputs += 9)
        {
            var p = Lstm(random, inputs, hidden);
            var x = Extremes(random, 3 * inputs);
            Assert.That(VectorLstm.ServesS8(p), Is.True);
            var (cell, again) = (new short[hidden], new short[hidden]);
            VectorRuns.Compare<sbyte>(
                3 * hidden, y => LstmUnidirectionalS8.Run(new(rounding), p, x, y, cell, new sbyte[hidden], new(hidden)),
                y => VectorLstm.RunS8(new(rounding), p, x, y, again, new sbyte[hidden], new(hidden), width), $"{inputs} inputs");
            var wide = Array.ConvertAll(x, v => (short)(v * 256));
            VectorRuns.Compare<short>(
                3 * hidden, y => LstmUnidirectionalS16.Run(new(rounding), p, wide, y, cell, new short[hidden], new(hidden)),
                y => VectorLstm.RunS16(new(rounding), p, wide, y, again, new short[hidden], new(hidden), width), $"{inputs} inputs, int16");
            Assert.That(again, Is.EqualTo(cell), "cell state");
        }
    }

    [Test]
    public void Long_rows_of_int16_do_not_wrap()
    {
        var p = Lstm(new(7), 9000, 2);
        foreach (var gate in new[] { p.ForgetGate, p.InputGate, p.CellGate, p.OutputGate })
            gate.Input.Weights.AsSpan().Fill(sbyte.MinValue);
        var x = Draw.Array(3 * 9000, _ => short.MinValue);
        VectorRuns.Compare<short>(
            6, y => LstmUnidirectionalS16.Run(new(rounding), p, x, y, new short[2], new short[2], new(2)),
            y => VectorLstm.RunS16(new(rounding), p, x, y, new short[2], new short[2], new(2), width), "9000 inputs");
    }

    [Test]
    public void What_may_wrap_is_left_to_the_definition()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(VectorBatchMatmulS8.Serves(new(false, false, new(128, 128, 0, Bytes)), new(1, 1, 1, 32768)), Is.False);
            Assert.That(VectorSvdf.Serves(new(1, 0, 0, Bytes, Bytes, default, default), new(1, 4, 1, 4), [int.MinValue]), Is.False);
            Assert.That(VectorLstm.ServesS8(Lstm(new(1), 131_072, 1)), Is.False);
        }
    }

    private static void Svdf<T>(T[] state, Action<T[], sbyte[]> definition, Action<T[], sbyte[]> vector, string what)
        where T : unmanaged
    {
        var (expected, actual) = (state.ToArray(), state.ToArray());
        VectorRuns.Compare<sbyte>(8, y => definition(expected, y), y => vector(actual, y), what);
        Assert.That(actual, Is.EqualTo(expected), $"{what}: state");
    }

    private static LstmParams Lstm(Random random, int inputs, int hidden)
    {
        LstmGatePart Part(int columns) => new(
            new(random.Next(1 << 30, int.MaxValue), random.Next(-8, -3)), Draw.Array(hidden * columns, _ => (sbyte)random.Next(-128, 128)),
            Draw.Array(hidden, _ => (long)random.Next(-20_000, 20_000)));
        LstmGate Gate(Activation.NNActivationType type) => new(Part(inputs), Part(hidden), type);
        return new(
            false, 1, 3, inputs, hidden, new(1 << 30, -14), new(1 << 30, -14), 0, -11, new(1 << 30, -21), 5, Gate(Activation.NNActivationType.Sigmoid),
            Gate(Activation.NNActivationType.Sigmoid), Gate(Activation.NNActivationType.Tanh), Gate(Activation.NNActivationType.Sigmoid));
    }

    private static sbyte[] Extremes(Random random, int count) => Draw.Array(count, _ => random.Next(3) == 0 ? sbyte.MinValue : (sbyte)random.Next(-128, 128));
}
