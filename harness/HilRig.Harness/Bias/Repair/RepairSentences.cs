using System.Globalization;
using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Harness.Bias.Repair;

/// <summary>A repair in words.</summary>
/// <param name="areUsualGates">No gate was given.</param>
/// <param name="isCorrected">Whether the means of channels were corrected to the float twin's; null where that was not asked for.</param>
internal sealed class RepairSentences(RepairRecord repair, bool areUsualGates, bool? isCorrected)
{
    private const double Noise = 0.05;

    private RepairPoint Chosen => repair.Chosen;

    public IEnumerable<string> All() =>
        [.. new[] { Fitted(), Result(), Accuracy(), AgainstUniform(), Int32(), Correction() }.OfType<string>(), .. Choice(), .. Missed()];

    private string Fitted() =>
        $"Fitted on {repair.Split}, judged on the other {repair.JudgedSamples}; {repair.Searched} plans were run on fitted samples, {repair.Front.Count} make the front.";

    private string Result() => string.Create(
        CultureInfo.InvariantCulture,
        $"Chosen: {Chosen.Mix}: {Number(Chosen.Bytes)} bytes for {repair.Biases} biases ({Chosen.BytesPerBias:F2} each), {Saved()} int32; {Loss(Chosen)}.");

    private string Saved() => Chosen.SavedBytes >= 0 ? $"{Number(Chosen.SavedBytes)} fewer than" : $"{Number(-Chosen.SavedBytes)} MORE than";

    private string Loss(RepairPoint p) => p.ChangedJudged is { } judged
        ? $"{judged} of {repair.JudgedSamples} judged answers ({p.ChangedFit} of {repair.FitSamples} fitted) differ from {repair.Reference}"
        : string.Create(CultureInfo.InvariantCulture, $"RMSE {p.RmseJudged:F2} output steps against {repair.Reference} on judged samples, {p.RmseFit:F2} on fitted ones");

    private string? Accuracy() => Chosen.AccuracyJudged is { } accuracy
        ? $"Accuracy on judged samples {Percent(accuracy)} %, with int32 biases {Percent(repair.Int32.AccuracyJudged)} %: {(Chosen.PairedP >= Noise ? "no more than chance" : "more than chance")} (McNemar p {P(Chosen.PairedP)})."
        : null;

    private string? AgainstUniform()
    {
        var other = repair.Uniform.Where(u => u.Bytes <= Chosen.Bytes).OrderBy(u => u.ChangedJudged ?? 0).ThenBy(u => u.RmseJudged).FirstOrDefault();
        return other is null || other == Chosen ? null : $"The best single scheme of no more bytes is {other.Name} ({Number(other.Bytes)} bytes): {Loss(other)}.";
    }

    private string? Int32() => repair.Reference == "float" ? $"With INT32 biases, {Loss(repair.Int32)}." : null;

    private string? Correction() => isCorrected switch
    {
        true => "Biases were first moved so that the means of all channels are the float twin's.",
        false => "Moving biases to the float twin's means made fitted samples worse, so it was left out.",
        null => null,
    };

    private IEnumerable<string> Choice()
    {
        if (areUsualGates)
            yield return repair.Gates.Count == 0
                ? "No gate was given: chosen is the cheapest point; limit bytes or bits with --gate to choose another."
                : $"No gate was given: chosen is the cheapest point within {repair.Gates[0].Text}.";
        if (repair is { Gates.Count: > 0, Front.Count: > 1 })
            yield return "Judged samples also chose among the points of the front, so its figures are a little kinder than those of new samples will be.";
    }

    private IEnumerable<string> Missed() => repair.Gates.Where(g => !areUsualGates || !g.Passed).Select(g => g.Sentence).Concat(
        repair.Verdict == "pass" ? [] : ["No point of the front meets every gate; this is the nearest."]);
}
