using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors;

/// <summary>What came of one function or operator.</summary>
/// <param name="Results">Every case, in file order.</param>
public sealed record FunctionResult(string Function, IReadOnlyList<CaseResult> Results)
{
    /// <summary>Cases that ended so; a refusal that had to come counts as passed.</summary>
    public int Passed => Count(CaseOutcome.Passed) + Count(CaseOutcome.Refused);

    public int Failed => Count(CaseOutcome.Failed);

    public int Unsupported => Count(CaseOutcome.Unsupported);

    public int Refused => Count(CaseOutcome.Refused);

    /// <summary>Cases that ran a packed kernel.</summary>
    public int Vectorized => Results.Count(r => r.RanVector);

    private int Count(CaseOutcome outcome) => Results.Count(r => r.Outcome == outcome);
}

/// <summary>Golden-vector files and folders of reference models, run as one.</summary>
public static class VectorSuite
{
    /// <summary>Runs everything below the paths; files in the order of their names, cases on all cores.</summary>
    /// <exception cref="VectorFormatException">A path is no golden vectors, or a file is damaged.</exception>
    public static IReadOnlyList<FunctionResult> Run(
        IEnumerable<string> paths, VectorSettings settings, Action<int>? done = null, CancellationToken cancellation = default)
    {
        var results = new ConcurrentDictionary<long, CaseResult>();
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.ForEach(paths.SelectMany(VectorSources.Under), options, (source, _, index) =>
            {
                results[index] = source.Run(settings);
                done?.Invoke(1);
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
        return Grouped(results.OrderBy(r => r.Key).Select(r => r.Value));
    }

    /// <summary>Results by function, functions in the order of their names.</summary>
    public static IReadOnlyList<FunctionResult> Grouped(IEnumerable<CaseResult> results) =>
        [.. results.GroupBy(r => r.Function).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FunctionResult(g.Key, [.. g]))];
}
