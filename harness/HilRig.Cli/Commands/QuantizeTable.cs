using System.Globalization;
using HilRig.Harness.Quantizing;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Quantization.PostTraining;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary>What <c>hilrig quantize</c> shows: float against the result, and what was done to get there.</summary>
internal static class QuantizeTable
{
    // Names of layers that a line has room for.
    private const int MostNames = 3;

    public static string Heading(QuantizeRecord r) =>
        $"{r.Model} to {r.To}, {r.Calibration} over {Count(r.CalibrationSamples, "sample")}, "
        + $"judged on {(r.JudgedOnCalibration ? "the same" : Count(r.TestSamples, "other"))}";

    public static Table Of(QuantizeRecord record)
    {
        var columns = Columns(record).ToList();
        return new(
            [.. columns.Select(c => c.Column)], [.. record.Rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(c => c.Cell(row))])],
            string.Join(" ", columns.Select(c => c.Meaning).Where(m => m.Length > 0)));
    }

    /// <summary>Lines below the table: what was folded, balanced, corrected or raised.</summary>
    public static IEnumerable<string> Sentences(QuantizeRecord r, string output)
    {
        if (r.Folded.Count > 0)
            yield return $"folded into neighbours: {Names(r.Folded)}";
        if (r.Equalized.Count > 0)
            yield return $"equalized {Count(r.Equalized.Count, "pair")} of layers, channels by up to {Number(r.Equalized.Max(e => e.Factor), 2)}";
        if (r.Corrected.Count > 0)
            yield return Corrected(r.Corrected);
        if (r.Raised.Count > 0)
            yield return $"raised {Count(r.Raised.Count, "weight scale")} so that biases fit, in "
                + $"{Names([.. r.Raised.Select(s => s.Name).Distinct()])}: these channels are dead but for their bias";
        foreach (var raised in r.RaisedOutputs)
            yield return $"{Short(raised.Name)} counts in steps of {Step(raised.Raised)} in place of {Step(raised.Natural)}: out_shift cannot be negative";
        if (r.WhyNoImage is { } why)
            yield return $"simulator only: {why}";
        yield return $"{output}: {Bytes(r.FileBytes)} bytes, {Number((double)r.FloatFileBytes / r.FileBytes, 1)} times smaller than the float file";
    }

    private static IEnumerable<Shown> Columns(QuantizeRecord record)
    {
        var (labelled, classes, rebuilds) = (Has(record, r => r.Accuracy), Has(record, r => r.Changed), Has(record, r => r.Score));
        yield return new(new("model"), r => r.Name);
        yield return new(new("on"), r => r.Target);
        if (labelled)
        {
            yield return new(new("accuracy %", true), r => Percent(r.Accuracy));
            yield return new(new("95 %", true), r => r.Interval is { } i ? $"{Percent(i.Low)}–{Percent(i.High)}" : None);
        }
        if (classes)
            yield return new(new("changed", true), r => Number(r.Changed), "changed: answers that differ from float32.");
        if (labelled)
            yield return new(new("McNemar p", true), r => P(r.PairedP));
        if (rebuilds)
        {
            yield return new(new("score", true), r => Number(r.Score, 3), "score: mean squared reconstruction error, and how far a sample's lies from float32's.");
            yield return new(new("score error %", true), r => Percent(r.ScoreError, 2));
        }
        yield return new(new("RMSE", true), r => r.RealRmse.ToString("G3", CultureInfo.InvariantCulture), "RMSE: outputs against float32,");
        yield return new(new("RMSE steps", true), r => Number(r.Error?.Rmse, 2), "and in output steps.");
        yield return new(new("max step", true), r => Number(r.Error?.Largest, 1));
        yield return new(new("flash B", true), r => Bytes(r.FlashBytes));
        yield return new(new("bias B", true), r => Bytes(r.BiasBytes));
        yield return new(new("arena B", true), r => Bytes(r.ArenaBytes));
    }

    private static string Corrected(IReadOnlyList<CorrectedLayer> layers)
    {
        var most = layers.MaxBy(c => c.Largest)!;
        return $"corrected the biases of {Count(layers.Count, "layer")}, by up to {most.Largest.ToString("G3", CultureInfo.InvariantCulture)} ({Short(most.Name)})";
    }

    private static bool Has<T>(QuantizeRecord record, Func<ComparedModel, T?> figure) => record.Rows.Any(r => figure(r) is not null);

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(Short)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    private static string Step(double scale) => scale.ToString("G4", CultureInfo.InvariantCulture);

    // TFLite's converter joins the names of what it fused.
    private static string Short(string name) => name.Split(';')[0];

    private static string Count(int count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private sealed record Shown(Column Column, Func<ComparedModel, string> Cell, string Meaning = "");
}
