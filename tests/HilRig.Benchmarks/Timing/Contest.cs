using System.Diagnostics;

namespace HilRig.Benchmarks.Timing;

/// <summary>
/// Times contenders against each other: rounds A B C, A B C, …, and the best round of each. Load from elsewhere slows a run by
/// a factor of two and more, but hits neighbours in a round alike and spares some round of many.
/// </summary>
internal static class Contest
{
    // Long enough that the clock's step does not matter, short enough that many batches go without an interruption.
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(0.3);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private const int FewestRounds = 3;

    /// <summary>Best time of one call of each contender, microseconds.</summary>
    /// <param name="budget">Time for all rounds together; slow contenders get at least three.</param>
    public static double[] Run(Action[] contenders, TimeSpan budget)
    {
        var calls = contenders.Select(Calibrate).ToArray();
        var best = Enumerable.Repeat(double.PositiveInfinity, contenders.Length).ToArray();
        // Nobody gets more than an equal share, so that a slow contender does not eat the others' rounds.
        var spent = new TimeSpan[contenders.Length];
        for (var round = 0; round < FewestRounds || spent.Any(s => s < budget / contenders.Length); round++)
            for (var i = 0; i < contenders.Length; i++)
            {
                if (round >= FewestRounds && spent[i] >= budget / contenders.Length)
                    continue;
                var elapsed = Time(contenders[i], calls[i]);
                spent[i] += elapsed;
                best[i] = Math.Min(best[i], elapsed.TotalMicroseconds / calls[i]);
            }
        return best;
    }

    // Warms up until the JIT has had time for its last tier and gives the calls in a batch.
    private static int Calibrate(Action contender)
    {
        var watch = Stopwatch.StartNew();
        var fastest = TimeSpan.MaxValue;
        for (var call = 0; call < 2 || watch.Elapsed < WarmUp; call++)
        {
            var elapsed = Time(contender, 1);
            fastest = elapsed < fastest ? elapsed : fastest;
        }
        return (int)Math.Clamp(Batch / fastest, 1, 100_000);
    }

    private static TimeSpan Time(Action contender, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
            contender();
        return Stopwatch.GetElapsedTime(start);
    }
}
