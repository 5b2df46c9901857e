using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary>The loss split three ways: quantization (float to int32), biases (int32 to narrow), implementation (simulator to board).</summary>
internal static class LossFlow
{
    public static string Draw(BiasLabRecord lab)
    {
        var wide = lab.Schemes[0];
        var narrow = lab.Schemes.FirstOrDefault(r => r.Bias == lab.Recommended) ?? lab.Schemes[^1];
        var steps = new List<string> { Reference(lab.Float), Quantized(lab.Float, wide) };
        if (lab.Schemes.Count > 1)
            steps.Add(Narrowed(wide, narrow));
        steps.AddRange(BiasTables.Boards(lab).Select(board => Board(lab, board, narrow.Bias)));
        return $"""<div class="flow">{string.Concat(steps)}</div>""";
    }

    private static string Reference(FloatRow real) => real.Accuracy is { } accuracy
        ? Step("float reference", $"{Percent(accuracy)} %", $"95 %: {Percent(real.AccuracyLow)} to {Percent(real.AccuracyHigh)}")
        : Step("float reference", real.Name, "");

    private static string Quantized(FloatRow real, SchemeRow wide)
    {
        var effect = real.ChangedByInt32 is { } changed ? $"{changed} answers differ" : $"RMSE {Number(real.Rmse, 4)} in real units";
        return Step("int32 biases", Value(wide), $"quantization: {effect}{Points(real.Accuracy, wide.Accuracy)}");
    }

    private static string Narrowed(SchemeRow wide, SchemeRow narrow)
    {
        var effect = narrow.Changed is { } flipped ? $"{flipped} answers differ" : $"RMSE {Number(narrow.Rmse, 2)} steps";
        return Step(narrow.Bias, Value(narrow), $"biases: {effect}{Points(wide.Accuracy, narrow.Accuracy)}");
    }

    private static string Board(BiasLabRecord lab, string board, string bias) => BiasTables.Cell(lab, board, bias) switch
    {
        { IsExact: true } cell => Step(board, "bit-equal", $"implementation: 0 of {cell.Samples} outputs, 0 of {Number(cell.Layers)} layers differ", "good"),
        { Samples: > 0 } cell => Step(board, "DIFFERS", $"implementation: {cell.Samples - cell.EqualSamples} of {cell.Samples} outputs differ", "bad"),
        var cell => Step(board, "not run", cell?.Note ?? "", "warn"),
    };

    private static string Value(SchemeRow row) => row switch
    {
        { Accuracy: { } accuracy } => $"{Percent(accuracy)} %",
        { Bits: 32 } => "reference",
        { Changed: { } changed } => $"{changed} changed",
        { Score: { } score } => $"rank {Number(score.RankCorrelation, 4)}",
        _ => $"{Number(row.Rmse, 2)} steps",
    };

    private static string Points(double? before, double? after) => before is { } b && after is { } a ? $", {Signed(100 * (a - b), 1)} points" : "";

    private static string Step(string what, string value, string from, string tone = "") =>
        $"""<div><small>{Text(what)}</small><b class="{tone}">{Text(value)}</b><div class="from">{Text(from)}</div></div>""";
}
