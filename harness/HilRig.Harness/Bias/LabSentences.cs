using System.Globalization;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Harness.Bias;

/// <summary>The verdict of a sweep or an explanation in words.</summary>
internal static class LabSentences
{
    // Below, 1 % of changed answers, what a recommendation allows, may go unseen: 1 - 0.05^(1/300) = 1 %.
    private const int FewSamples = 300;

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
        { Changed: { } changed, Accuracy: { } accuracy } =>
            Changes(changed, record.Samples)
            + Invariant($", accuracy {100 * accuracy:0.0} % against {100 * record.Schemes[0].Accuracy!.Value:0.0} % (McNemar p = {row.PairedP:0.00})"),
        { Changed: { } changed } => $"{Changes(changed, record.Samples)}, {Moves(row)}",
        { Score: { } score } => Moves(row) + Invariant($", rank correlation of the score {score.RankCorrelation:0.0000}"),
        _ => Moves(row),
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
        if (record.Schemes.FirstOrDefault(r => r.Bias == record.Recommended) is { } best)
            return $"Take {best.Bias}: {Price(best, record)}{Unseen(best, record)}; {Saving(record.Schemes[0], best)}.";
        var narrow = record.Schemes.Where(r => r.Bits < 32).OrderBy(r => r.Changed ?? 0).ThenBy(r => r.ScoreRmse).First();
        return $"No scheme is free. The mildest is {narrow.Bias}: {Price(narrow, record)}; "
            + "`hilrig bias repair` finds mixes of widths, and roundings, that lose less.";
    }

    // None seen of n: with 95 % confidence the true share is below 1 - 0.05^(1/n).
    private static string Unseen(SchemeRow best, BiasLabRecord record) => best.Changed == 0 && record.Samples < FewSamples
        ? Invariant($" (so few samples cannot tell less than {100 * (1 - Math.Pow(0.05, 1.0 / record.Samples)):0.0} % from none)")
        : "";

    private static string Saving(SchemeRow wide, SchemeRow best)
    {
        var share = 100.0 * (wide.BiasBytes - best.BiasBytes) / wide.ImageBytes;
        return Invariant($"biases take {best.BiasBytes:N0} instead of {wide.BiasBytes:N0} bytes ({share:0.0} % of the model's flash)");
    }

    private static string Split(BiasLabRecord record)
    {
        var (wide, narrow) = (record.Schemes[0], record.Schemes.FirstOrDefault(r => r.Bias == record.Recommended) ?? record.Schemes[^1]);
        return $"Step by step: {Quantization(record.Float, wide)}; {Biases(wide, narrow)}{Implementation(record)}.";
    }

    private static string Quantization(FloatRow real, SchemeRow wide)
    {
        const string What = "quantization (float to int32 biases)";
        return real switch
        {
            { Accuracy: { } accuracy, ChangedByInt32: { } changed } => $"{What} {Points(accuracy - wide.Accuracy!.Value)} and changes {changed} answers",
            { ChangedByInt32: { } changed } => $"{What} changes {changed} answers",
            _ => Invariant($"{What} moves outputs by {real.Rmse:G3} (RMSE, real units)"),
        };
    }

    private static string Biases(SchemeRow wide, SchemeRow narrow) => narrow switch
    {
        { Accuracy: { } accuracy } => $"narrowing the biases ({narrow.Bias}) {Points(wide.Accuracy!.Value - accuracy)} and changes {narrow.Changed}",
        { Changed: { } changed } => $"the biases ({narrow.Bias}) change {changed}",
        _ => Invariant($"narrowing the biases ({narrow.Bias}) by {narrow.Rmse:0.00} output steps"),
    };

    private static string Implementation(BiasLabRecord record) => record.Boards switch
    {
        [] => "",
        var cells when cells.Any(c => c.Differs) => "; the implementation (simulator to board) DIFFERS",
        _ => "; the implementation (simulator to board) nothing",
    };

    private static string Changes(int changed, int samples) => $"{changed} of {samples} answers {(changed == 1 ? "changes" : "change")}";

    private static string Moves(SchemeRow row) => Invariant($"outputs move by {row.Rmse:0.00} steps");

    private static string Points(double drop) => Math.Abs(drop) < 0.0005
        ? "costs no points"
        : Invariant($"{(drop > 0 ? "costs" : "gains")} {100 * Math.Abs(drop):0.0} points");

    private static string Boards(BiasLabRecord record)
    {
        var ran = record.Boards.Where(c => c.Samples > 0 && c.Bias != BoardCell.Float).ToList();
        return ran.FirstOrDefault(c => c.Differs) is { } wrong
            ? $"{wrong.Target} with {wrong.Bias} DIFFERS from the simulator: {wrong.EqualSamples} of {wrong.Samples} outputs equal; {wrong.Note}"
            : $"Every output and layer of {ran.Count} runs on {string.Join(", ", ran.Select(c => c.Target).Distinct())} equals the simulator to the bit.";
    }

    private static string More(int count) => count switch
    {
        <= 0 => "",
        1 => " (and 1 layer more)",
        _ => $" (and {count} layers more)",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
