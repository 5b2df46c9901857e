using HilRig.Harness.Bias;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Nightly.Judging;

/// <summary>Why narrow biases cost what they cost, from the bias lab: for jobs that fail or have worsened by their answers. Once for all targets of a model and scheme.</summary>
internal sealed class BiasExplainer(ModelShelf shelf)
{
    // Figures that narrow biases move.
    private static readonly HashSet<string> Moved = ["accuracy", "accuracy-drop", "changed", "rmse", "outputs", "narrowed"];

    private readonly Dictionary<string, IReadOnlyList<string>> _known = [];

    public async Task<JobRecord> ExplainAsync(NightlyJob job, JobRecord record, CancellationToken cancellation)
    {
        if (job.Scheme == "int32" || !IsAboutAnswers(record))
            return record;
        try
        {
            if (!_known.TryGetValue(job.Comparison, out var sentences))
                _known[job.Comparison] = sentences = await SentencesAsync(job, cancellation);
            return record with { Explanation = sentences };
        }
        // What cannot be narrowed cannot be explained either; the job's reasons say so already.
        catch (Exception error) when (error is ModelException or UsageException)
        {
            return record;
        }
    }

    private static bool IsAboutAnswers(JobRecord record) =>
        record.Gates.Any(gate => !gate.Passed && Moved.Contains(Metric.Limited(gate.Text)))
        || record.Changes.Any(change => change.Kind == BaselineComparison.Regression && Moved.Contains(change.Name));

    private async Task<IReadOnlyList<string>> SentencesAsync(NightlyJob job, CancellationToken cancellation)
    {
        var subject = shelf.Of(job);
        var request = new BiasLabRequest
        {
            Graph = subject.Graph,
            Float = subject.Float,
            Samples = subject.Samples,
            Labels = subject.Labels,
            Rounding = subject.Rounding,
            Subjects = [NarrowSubject.Of(subject.Graph, BiasSpec.Parse(job.Scheme))],
            Explain = ExplainScope.All,
        };
        var lab = await new BiasLab(request, new SilentProgress()).RunAsync(cancellation);
        return [.. lab.Explanations.SelectMany(explanation => explanation.Sentences)];
    }
}
