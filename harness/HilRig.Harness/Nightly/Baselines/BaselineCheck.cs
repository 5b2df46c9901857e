using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Baselines;

/// <summary>Holds a run that no night made, as a test's, against what a baseline has of the same job, by the rules of nights.</summary>
/// <param name="job">The job's id.</param>
/// <param name="noisePercent">For measured figures, as the config's.</param>
public sealed class BaselineCheck(string job, BaselineEntry before, double noisePercent)
{
    /// <summary>Names of the figures that the baseline has; of one operator <c>instructions[3 CONV_2D]</c>.</summary>
    public IEnumerable<string> Figures => before.Figures.Select(figure => figure.Name);

    /// <summary>The job's check; null where the baseline does not have it yet.</summary>
    /// <param name="file">The baseline.</param>
    /// <exception cref="UsageException">Missing or damaged.</exception>
    public static BaselineCheck? Of(string file, string job, double noisePercent) =>
        BaselineFile.Load(file).Entries.GetValueOrDefault(job) is { } entry ? new(job, entry, noisePercent) : null;

    /// <summary>The baseline's value; null where it has none of that provenance.</summary>
    public double? ValueOf(string figure, string provenance) => before.Figures.FirstOrDefault(f => f.Name == figure && f.Provenance == provenance)?.Value;

    /// <summary>Everything that differs, regressions first, and the gates against the baseline.</summary>
    /// <param name="request">What ran.</param>
    /// <param name="gates">Those that cover the target; others than against the baseline are passed over.</param>
    public (IReadOnlyList<ChangeRecord> Changes, IReadOnlyList<GateRecord> Gates) Compare(
        ValidationRequest request, RunRecord run, TargetRecord target, IReadOnlyList<Gate> gates)
    {
        var record = new JobRecord
        {
            Id = job,
            Model = request.Graph.Name,
            Scheme = request.Bias.ToString(),
            Target = target.Name,
            Outcome = run.Verdict,
            Figures = JobFigures.Of(run, target),
            Identities = JobRecords.Identities(request.Graph, request.Samples.Sha256(), run, target),
        };
        List<Gate> ours = [.. gates.Where(gate => gate.IsAgainstBaseline)];
        return (new BaselineComparison(noisePercent).Compare(record, before, ours), [.. BaselineComparison.Gates(record, before, ours)]);
    }
}
