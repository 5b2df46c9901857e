using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>Smallest and largest accumulator of every output channel, bias included, as seen on samples.</summary>
internal sealed class AccumulatorRanges
{
    // Each accumulator is summed anew by the scalar definition: a few samples take as long as a thousand inferences.
    private const int MostSamples = 16;

    private readonly Dictionary<int, (int[] Min, int[] Max)> _ranges = [];

    /// <summary>By channel of the operator at a position of the model.</summary>
    public (int Min, int Max) Of(int position, int channel) => (_ranges[position].Min[channel], _ranges[position].Max[channel]);

    /// <summary>Bits between the largest magnitude and int32, of one channel; 31 for accumulators that stay 0.</summary>
    public double Headroom(int position, int channel)
    {
        var (min, max) = Of(position, channel);
        return 31 - Math.Log2(Math.Max(1, Math.Max(Math.Abs((double)min), max)));
    }

    /// <summary>Runs a few samples spread over the set.</summary>
    public static AccumulatorRanges Observe(PreparedModel model, SampleSet samples)
    {
        var ranges = new AccumulatorRanges();
        for (var i = 0; i < model.Operators.Length; i++)
        {
            if (model.Operators[i] is IBiasedOperator op)
                ranges._ranges[i] = (Filled(op.Channels, int.MaxValue), Filled(op.Channels, int.MinValue));
        }
        var count = Math.Min(MostSamples, samples.Count);
        Parallel.For(0, count, i => ranges.Observe(model, samples.Sample((int)((long)i * samples.Count / count))));
        return ranges;
    }

    private void Observe(PreparedModel model, ReadOnlyMemory<byte> sample)
    {
        var session = model.CreateSession();
        session.SetInputs(sample.Span);
        session.Run(observer: new Reader(this, session));
    }

    private void Widen(int position, int[] min, int[] max)
    {
        lock (_ranges)
        {
            var (lowest, highest) = _ranges[position];
            for (var c = 0; c < min.Length; c++)
                (lowest[c], highest[c]) = (Math.Min(lowest[c], min[c]), Math.Max(highest[c], max[c]));
        }
    }

    private static int[] Filled(int channels, int value)
    {
        var values = new int[channels];
        Array.Fill(values, value);
        return values;
    }

    private sealed class Reader(AccumulatorRanges ranges, InferenceSession session) : ILayerObserver
    {
        // The operator's inputs lie in the arena until the next one runs.
        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
        {
            if (session.Model.Operators[operatorIndex] is not IBiasedOperator op)
                return;
            var (min, max) = (Filled(op.Channels, int.MaxValue), Filled(op.Channels, int.MinValue));
            for (var e = 0; e < output.Length; e++)
            {
                var (accumulator, channel) = (op.Accumulator(session, e), e % op.Channels);
                (min[channel], max[channel]) = (Math.Min(min[channel], accumulator), Math.Max(max[channel], accumulator));
            }
            ranges.Widen(operatorIndex, min, max);
        }
    }
}
