using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>Jobs by model and scheme against targets, in the order of the plan.</summary>
internal sealed class NightMatrix
{
    private readonly ILookup<(string Model, string Scheme, string Target), JobRecord> _jobs;

    public NightMatrix(NightRecord night)
    {
        _jobs = night.Jobs.ToLookup(j => (Words.ModelOf(j), j.Scheme, j.Target));
        Targets = [.. night.Jobs.Select(j => j.Target).Distinct()];
        Models = [.. night.Jobs.GroupBy(Words.ModelOf).Select(g => new MatrixModel(g.Key, [.. g.Select(j => j.Scheme).Distinct()], [.. g]))];
    }

    public IReadOnlyList<string> Targets { get; }

    public IReadOnlyList<MatrixModel> Models { get; }

    public int Rows => Models.Sum(m => m.Schemes.Count);

    /// <summary>Null where the plan has no such job.</summary>
    public JobRecord? this[string model, string scheme, string target] => _jobs[(model, scheme, target)].FirstOrDefault();

    /// <summary>The weightiest outcome of some jobs; null of none.</summary>
    public static string? Worst(IEnumerable<JobRecord> jobs)
    {
        var outcomes = jobs.Select(j => j.Outcome).ToHashSet();
        return Outcomes.All.FirstOrDefault(outcomes.Contains);
    }

    /// <summary>What a cell says besides its colour: the first figure that is worse than the baseline for a regression.</summary>
    public static string Mark(JobRecord job) => job.Outcome switch
    {
        Outcomes.Pass => "✓",
        Outcomes.Fail => job.First is null ? "✗" : "≠",
        Outcomes.Regression => Worse(job),
        Outcomes.Infrastructure => "!",
        Outcomes.Quarantined => "Q",
        _ => "–",
    };

    private static string Worse(JobRecord job)
    {
        if (job.Changes.FirstOrDefault(c => c is { Kind: "regression", Before: not null, Now: not null }) is { } change)
            return Words.Change(change.Before!.Value, change.Now!.Value, change.Unit);
        return job.Gates.FirstOrDefault(g => g is { Passed: false, Value: not null }) is { } gate ? $"{Words.Signed(gate.Value!.Value)} {gate.Unit}" : "▲";
    }
}

/// <summary>The rows of a model.</summary>
/// <param name="Name">With its samples, where it has several sets.</param>
internal sealed record MatrixModel(string Name, IReadOnlyList<string> Schemes, IReadOnlyList<JobRecord> Jobs);
