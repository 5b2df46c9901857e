using System.Globalization;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias;

/// <summary>The verdict of a sweep or an explanation in words.</summary>
internal static class LabSentences
{
    public static IEnumerable<string> Of(BiasLabRecord record)
    {
        if (record.Schemes.Count > 2)
            yield return Verdict(record);
        yield return Split(record);
        foreach (var explanation in Told(record))
            yield return $"{explanation.Bias}: {explanation.Sentences[0]}{More(explanation.Sentences.Count - 1)}";
        foreach (var finding in record.Findings.Take(3))
            yield return finding.Sentence;
        if (record.Boards.Count > 0)
            yield return Boards(record);
    }

    /// <summary>What a row costs against int32.</summary>
    public static string Price(SchemeRow row, BiasLabRecord record) => row switch
    {
        { Changed: { } changed, Accuracy: { } accuracy } => Invariant(
            $"{changed} of {record.Samples} answers {(changed == 1 ? "changes" : "change")}, accuracy {100 * accuracy:0.0} % against {100 * record.Schemes[0].Accuracy!.Value:0.0} % (McNemar p = {row.PairedP:0.00})"),
        { Changed: { } changed } => Invariant($"{changed} of {record.Samples} answers {(changed == 1 ? "changes" : "change")}, outputs move by {row.Rmse:0.00} steps"),
        { Score: { } score } => Invariant($"outputs move by {row.Rmse:0.00} steps, rank correlation of the score {score.RankCorrelation:0.0000}"),
        _ => Invariant($"outputs move by {row.Rmse:0.00} steps"),
    };

    // The report has all; three say it: what is recommended, the mildest of the others, and the worst.
    private static IEnumerable<SchemeExplanation> Told(BiasLabRecord record)
    {
        var told = record.Explanations.Where(e => e.Sentences.Count > 0).ToList();
        if (record.Schemes.Count <= 4)
            return told;
        var others = told.Where(e => e.Bias != record.Recommended).OrderBy(e => e.Changed ?? 0).ThenBy(e => e.ScoreRmse).ToList();
        return told.Where(e => e.Bias == record.Recommended || e == others[0] || e == others[^1]);
    }

    private static string Verdict(BiasLabRecord record)
    {
        var wide = record.Schemes[0];
        if (record.Schemes.FirstOrDefault(r => r.Bias == record.Recommended) is { } best)
            return Invariant(
                $"Take {best.Bias}: {Price(best, record)}; biases take {best.BiasBytes:N0} instead of {wide.BiasBytes:N0} bytes ({100.0 * (wide.BiasBytes - best.BiasBytes) / wide.ImageBytes:0.0} % of the model's flash).");
        var narrow = record.Schemes.Where(r => r.Bits < 32).OrderBy(r => r.Changed ?? 0).ThenBy(r => r.ScoreRmse).First();
        return $"No scheme is free. The mildest is {narrow.Bias}: {Price(narrow, record)}; `hilrig bias repair` finds mixes of widths, and roundings, that lose less.";
    }

    private static string Split(BiasLabRecord record)
    {
        var (wide, narrow) = (record.Schemes[0], record.Schemes.FirstOrDefault(r => r.Bias == record.Recommended) ?? record.Schemes[^1]);
        var quantization = record.Float is { Accuracy: { } accuracy, ChangedByInt32: { } changed }
            ? $"quantization (float to int32 biases) {Points(accuracy - wide.Accuracy!.Value)} and changes {changed} answers"
            : record.Float.ChangedByInt32 is { } answers
                ? $"quantization (float to int32 biases) changes {answers} answers"
                : Invariant($"quantization (float to int32 biases) moves outputs by {record.Float.Rmse:G3} (RMSE, real units)");
        var bias = narrow.Accuracy is { } after
            ? $"the biases ({narrow.Bias}) {Points(wide.Accuracy!.Value - after)} and change {narrow.Changed}"
            : narrow.Changed is { } flipped ? $"the biases ({narrow.Bias}) change {flipped}" : Invariant($"the biases ({narrow.Bias}) by {narrow.Rmse:0.00} output steps");
        var implementation = record.Boards.Count == 0 ? "" : !record.Boards.Any(c => c.Differs) ? "; the implementation (simulator to board) nothing" : "; the implementation (simulator to board) DIFFERS";
        return $"Step by step: {quantization}; {bias}{implementation}.";
    }

    private static string Points(double drop) => Math.Abs(drop) < 0.0005
        ? "costs no points"
        : Invariant($"{(drop > 0 ? "costs" : "gains")} {100 * Math.Abs(drop):0.0} points");

    private static string Boards(BiasLabRecord record)
    {
        var ran = record.Boards.Where(c => c.Samples > 0 && c.Bias != BoardCell.Float).ToList();
        return ran.FirstOrDefault(c => c.Differs) is { } wrong
            ? $"{wrong.Target} with {wrong.Bias} DIFFERS from the simulator: {wrong.EqualSamples} of {wrong.Samples} outputs equal; {wrong.Note}"
            : $"Every output and layer of {ran.Count} runs on {ran.Select(c => c.Target).Distinct().Count()} boards equals the simulator to the bit.";
    }

    private static string More(int count) => count switch
    {
        <= 0 => "",
        1 => " (and 1 layer more)",
        _ => $" (and {count} layers more)",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
