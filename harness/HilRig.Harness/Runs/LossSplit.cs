using System.Globalization;
using HilRig.Harness.Data;
using HilRig.Reporting.Records;
using HilRig.Reporting.Statistics;

namespace HilRig.Harness.Runs;

/// <summary>Splits what a model loses: quantization, narrow biases, implementation.</summary>
internal static class LossSplit
{
    /// <param name="bias">The run's bias scheme.</param>
    public static LossRecord Of(Baseline baseline, string bias, IReadOnlyList<TargetRecord> targets)
    {
        var narrow = Baseline.Real(baseline.Simulated.Outputs, baseline.Model);
        var wide = baseline.Int32 ?? narrow;
        return new(
            Step(baseline, baseline.Reference.Name, baseline.Int32 is null ? "model" : "int32", baseline.Float, wide),
            baseline.Int32 is null ? null : Step(baseline, "int32", bias, wide, narrow),
            [.. targets.Where(t => t.Exactness is not null).Select(t =>
                new LossStep("sim", t.Name, t.Exactness!.Samples, t.Exactness.Samples - t.Exactness.EqualSamples, null, null))]);
    }

    public static string Sentence(LossRecord loss)
    {
        var parts = new List<string> { $"quantization ({loss.Quantization.From} to {loss.Quantization.To}) {Effect(loss.Quantization)}" };
        if (loss.Biases is { } biases)
            parts.Add($"narrowing the biases ({biases.To}) {Effect(biases)}");
        if (loss.Implementation.Count > 0)
            parts.Add(Implementation(loss.Implementation));
        return $"Step by step: {string.Join("; ", parts)}.";
    }

    private static string Implementation(IReadOnlyList<LossStep> steps)
    {
        var (boards, changed) = (string.Join(", ", steps.Select(s => s.To)), string.Join(", ", steps.Select(s => s.Changed).Distinct()));
        return $"the implementation (sim to {boards}) {changed} of {steps[0].Samples} outputs";
    }

    private static LossStep Step(Baseline baseline, string from, string to, Outputs before, Outputs after)
    {
        var (a, b) = (before.Predictions(), after.Predictions());
        return new(
            from, to, after.Samples, baseline.IsClassifier ? Answers.Changed(b, a) : null,
            baseline.Labels is { } labels ? (Answers.Right(a, labels) - Answers.Right(b, labels)) / (double)labels.Length : null,
            StepError.Between(after.Values, before.Values).Rmse);
    }

    private static string Effect(LossStep step)
    {
        var points = step.AccuracyDrop switch
        {
            null => "",
            { } drop when Math.Abs(drop) < 0.0005 => ", costs no points",
            { } drop => Invariant($", {(drop > 0 ? "costs" : "gains")} {100 * Math.Abs(drop):0.0} points"),
        };
        return step.Changed is { } changed
            ? $"changes {changed} of {step.Samples} answers{points}"
            : Invariant($"moves outputs by {step.Rmse:G3} (RMSE, real units)");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
