using HilRig.Harness.Data;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Bias.Findings;

/// <summary>How often the outputs of each operator lie at -128 and at 127, over samples.</summary>
internal sealed class OutputExtremes
{
    // Shares of a percent need no more.
    private const int MostSamples = 64;

    private readonly long[] _low;
    private readonly long[] _high;
    private readonly long[] _count;

    private OutputExtremes(int operators) => (_low, _high, _count) = (new long[operators], new long[operators], new long[operators]);

    /// <summary>Share of values at -128, 0 to 1.</summary>
    public double LowShare(int position) => (double)_low[position] / Math.Max(1, _count[position]);

    /// <summary>Share of values at 127, 0 to 1.</summary>
    public double HighShare(int position) => (double)_high[position] / Math.Max(1, _count[position]);

    public static OutputExtremes Observe(PreparedModel model, SampleSet samples)
    {
        var (extremes, some) = (new OutputExtremes(model.Operators.Length), samples.Take(MostSamples));
        BatchRunner.Run(model, some.Bytes, some.Count, observe: _ => new Counter(extremes));
        return extremes;
    }

    private sealed class Counter(OutputExtremes extremes) : ILayerObserver
    {
        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
        {
            Interlocked.Add(ref extremes._low[operatorIndex], output.Count((byte)0x80));
            Interlocked.Add(ref extremes._high[operatorIndex], output.Count((byte)0x7F));
            Interlocked.Add(ref extremes._count[operatorIndex], output.Length);
        }
    }
}
