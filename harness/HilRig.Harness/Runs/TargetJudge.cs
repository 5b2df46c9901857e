using System.Security.Cryptography;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Runs;

/// <summary>Turns a target's raw run into its record.</summary>
internal sealed class TargetJudge(Baseline baseline)
{
    public TargetRecord Judge(ITarget target, PreparedModel model, TargetRun run, ExactnessRecord? exactness, MemoryRecord? memory, string role)
    {
        var real = Baseline.Real(run.Outputs, model);
        var predictions = real.Predictions();
        var record = Described(target, role, real.Samples) with
        {
            Seconds = run.Elapsed.TotalSeconds,
            OutputsSha256 = Convert.ToHexStringLower(SHA256.HashData(run.Outputs)),
            Exactness = exactness,
            ChangedAgainstFloat = baseline.IsClassifier ? Answers.Changed(predictions, baseline.FloatPredictions[..real.Samples]) : null,
            RmseAgainstFloat = baseline.Rmse(real),
            Counter = Counter(target, run, model.Macs),
            Memory = memory,
            Link = run.Link,
            Layers = LayerTable.Rows(model, target, run, baseline),
        };
        return WithAccuracy(record, predictions);
    }

    /// <summary>A board that has no room for the model.</summary>
    public static TargetRecord Unfit(ITarget target, string role, string reason, MemoryRecord planned) =>
        Described(target, role, samples: 0) with { NoRoom = reason, Memory = planned };

    private static TargetRecord Described(ITarget target, string role, int samples) => new()
    {
        Name = target.Name,
        Role = role,
        Board = target.Description.Board,
        Core = target.Description.Core,
        Kernels = target.Description.KernelSet,
        Details = target.Description.Details,
        Samples = samples,
    };

    private TargetRecord WithAccuracy(TargetRecord record, int[] predictions)
    {
        if (baseline.Labels is null)
            return record;
        var right = Answers.Right(predictions, baseline.Labels);
        var (low, high) = Wilson.Interval(right, predictions.Length);
        return record with { Accuracy = (double)right / predictions.Length, AccuracyLow = low, AccuracyHigh = high };
    }

    internal static CounterRecord? Counter(ITarget target, TargetRun run, long macs)
    {
        if (run.Ticks.Length == 0)
            return null;
        var sorted = run.Ticks.Order().ToArray();
        double median = sorted[sorted.Length / 2];
        return new(
            target.Description.CounterUnit, target.Provenance.ToString().ToLowerInvariant(), median, sorted[0], sorted[^1],
            macs > 0 ? median / macs : 0);
    }
}
