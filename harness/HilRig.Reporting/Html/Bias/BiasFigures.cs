using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary>The big figures at the top of the bias lab's page: what to take, and what it costs and saves.</summary>
internal static class BiasFigures
{
    public static string Draw(BiasLabRecord lab)
    {
        var best = lab.Schemes.FirstOrDefault(r => r.Bias == lab.Recommended) ?? (lab.Schemes.Count == 2 ? lab.Schemes[1] : null);
        // Where none is free, the mildest tells what the others cost at least.
        var shown = best ?? lab.Schemes.OrderBy(r => r.Bits == 32).ThenBy(r => r.ScoreRmse).First();
        return $"""<div class="figures">{Choice(lab, best)}{Accuracy(lab, shown)}{Change(lab, shown)}{Saving(lab.Schemes[0], shown)}{Boards(lab)}</div>""";
    }

    private static string Choice(BiasLabRecord lab, SchemeRow? best) => best switch
    {
        null => Figure("none is free", "of the narrow schemes", "warn"),
        _ when lab.Recommended is null => Figure(best.Bias, "explained here"),
        _ => Figure(best.Bias, "recommended", "good"),
    };

    private static string Accuracy(BiasLabRecord lab, SchemeRow shown) => shown.Accuracy is null
        ? ""
        : Figure(
            $"{Percent(shown.Accuracy)} %",
            $"accuracy with {shown.Bias}; int32 {Percent(lab.Schemes[0].Accuracy)} %, float {Percent(lab.Float.Accuracy)} %");

    private static string Change(BiasLabRecord lab, SchemeRow shown)
    {
        if (shown.Changed is not { } changed)
            return Figure($"{Number(shown.Rmse, 2)} steps", "outputs move against int32 (RMSE)");
        var chance = shown.PairedP is { } p ? $" (p = {P(p)})" : "";
        return Figure($"{Number(changed)} of {Number(lab.Samples)}", $"answers change against int32{chance}", changed == 0 ? "good" : "");
    }

    private static string Saving(SchemeRow wide, SchemeRow shown)
    {
        var saved = wide.BiasBytes - shown.BiasBytes;
        return Figure(
            $"−{Number(saved)} B",
            $"{Number(wide.BiasBytes)} to {Number(shown.BiasBytes)} bytes of biases, {Percent((double)saved / wide.ImageBytes)} % of the flash");
    }

    private static string Boards(BiasLabRecord lab) => lab.Boards switch
    {
        [] => "",
        var cells when cells.Any(c => c.Differs) => Figure("DIFFERS", "a board and the simulator", "bad"),
        _ => Figure("bit-equal", $"simulator = {string.Join(", ", BiasTables.Boards(lab))}", "good"),
    };
}
