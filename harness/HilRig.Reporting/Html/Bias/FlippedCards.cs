using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary>The samples whose answer changed, drawn where the input is a picture or a spectrogram.</summary>
internal static class FlippedCards
{
    private const int MostCards = 24;

    public static string Draw(SchemeExplanation e)
    {
        if (e.Flipped.Count == 0)
            return "";
        var more = e.Flipped.Count > MostCards ? $" The clearest {MostCards} of {e.Flipped.Count}." : "";
        return Card(
            """<h3>Answers that changed</h3><p class="lead">Margin: how much clearer int32 was about its answer than about the next, in score steps; """
            + $"small ones were a toss-up before.{more}</p>"
            + $"""<div class="flips">{string.Concat(e.Flipped.Take(MostCards).Select(One))}</div>""");
    }

    private static string One(FlippedSample f)
    {
        var label = f.Label is { } l ? $"label {l}: " : "";
        var alone = f.AloneBy.Count == 0 ? "no layer alone flips it" : $"flipped alone by layer {string.Join(", ", f.AloneBy)}";
        return $"""<div class="flip">{Picture(f)}<b>sample {f.Sample}</b>{Verdict(f)}<br>{label}{f.Before} → {f.After}<br>"""
            + $"""margin {Number(f.Margin, 1)} → {Number(f.MarginAfter, 1)}<br><span class="soft">{Text(alone)}</span></div>""";
    }

    private static string Picture(FlippedSample f)
    {
        if (f.Picture is not { } picture)
            return "";
        var kind = Bitmap.IsSpectrogram(picture) ? " class=\"spectrum\"" : "";
        return $"""<img{kind} alt="sample {f.Sample}" src="{Bitmap.DataUri(picture)}">""";
    }

    private static string Verdict(FlippedSample f) => f.Label switch
    {
        null => "",
        { } label when f.After == label => """ <span class="chip good">now right</span>""",
        { } label when f.Before == label => """ <span class="chip bad">now wrong</span>""",
        _ => """ <span class="chip soft">wrong twice</span>""",
    };
}
