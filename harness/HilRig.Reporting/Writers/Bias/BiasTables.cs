using System.Globalization;
using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Writers.Bias;

/// <summary>The tables of the bias lab.</summary>
public static class BiasTables
{
    // Channels that lose nothing are many, and nobody reads them.
    private const int MostChannels = 12;

    /// <summary>One row a width and scheme.</summary>
    public static Table Schemes(BiasLabRecord lab)
    {
        Column[] labelled = lab.Labelled ? [new("accuracy %", true), new("95 %", true), new("McNemar p", true)] : [];
        Column[] answered = HasAnswers(lab) ? [new("changed", true), new("vs float", true), new("margin", true)] : [];
        Column[] scored = HasScore(lab) ? [new("score Δ", true), new("rank corr.", true)] : [];
        return new(
            [
                new("bias"), .. labelled, .. answered, .. scored, new("RMSE", true), new("max step", true), new("mean", true), new("bias B", true),
                new("B/bias", true), new("RAM B", true), .. Boards(lab).Select(b => new Column(b, true)),
            ],
            [.. lab.Schemes.Select(r => Scheme(lab, r))],
            Caption(lab));
    }

    /// <summary>One row a layer.</summary>
    public static Table Layers(SchemeExplanation explanation) => new(
        [
            new("#", true), new("operator"), new("name"), new("bias"), new("local", true), new("predicted", true), new("accumulated", true),
            new("share %", true), new("alone: changed", true), new("wide: changed", true), new("clamped", true), new("to 0", true), new("dead", true),
            new("head-room", true), new("B", true), new("int32 +B", true),
        ],
        [.. explanation.Layers.Select(Layer)],
        "local, accumulated: RMSE of the layer's output in its steps, only this bias narrow and all narrow; predicted from the biases alone. "
        + "alone: answers that change when only this layer is narrow; wide: when only it is not.");

    /// <summary>The channels that are off most.</summary>
    public static Table Channels(SchemeExplanation explanation)
    {
        var worst = from layer in explanation.Layers
                    from channel in layer.Channels
                    where channel.Fault != "exact"
                    orderby Math.Abs(channel.Predicted) descending
                    select Channel(layer, channel);
        return new(
            [
                new("layer"), new("channel", true), new("bias int32", true), new("stored", true), new("widened", true), new("limit ±", true),
                new("predicted", true), new("observed", true), new("accumulator"), new("fault"),
            ],
            [.. worst.Take(MostChannels)],
            "predicted, observed: mean error in output steps, from the numbers and on the samples with only this layer narrow.");
    }

    /// <summary>Samples whose answer changed.</summary>
    public static Table Flipped(SchemeExplanation explanation, int most = 12) => new(
        [new("sample", true), new("label", true), new("int32", true), new("narrow", true), new("margin", true), new("margin after", true), new("flipped alone by")],
        [.. explanation.Flipped.Take(most).Select(f => (IReadOnlyList<string>)
        [
            Number(f.Sample), Number(f.Label), Number(f.Before), Number(f.After), Number(f.Margin, 1), Number(f.MarginAfter, 1),
            f.AloneBy.Count == 0 ? "no layer alone" : string.Join(", ", f.AloneBy),
        ])],
        explanation.Flipped.Count > most ? $"{explanation.Flipped.Count} in all; margins in score steps." : "Margins in score steps.");

    /// <summary>One row a scheme, one column a board: outputs equal to the simulator.</summary>
    public static Table Matrix(BiasLabRecord lab) => new(
        [new("bias"), .. Boards(lab).Select(b => new Column(b, true))],
        [.. lab.Schemes.Select(r => (IReadOnlyList<string>)[r.Bias, .. Boards(lab).Select(b => Equal(Cell(lab, b, r.Bias)))])],
        "Samples whose output and every layer equal the simulator's, to the bit.");

    /// <summary>Every board that was given.</summary>
    public static IReadOnlyList<string> Boards(BiasLabRecord lab) => [.. lab.Boards.Select(c => c.Target).Distinct()];

    /// <summary>A board's cell; null where there is none.</summary>
    public static BoardCell? Cell(BiasLabRecord lab, string target, string bias) => lab.Boards.FirstOrDefault(c => c.Target == target && c.Bias == bias);

    private static bool HasAnswers(BiasLabRecord lab) => lab.Schemes[0].Changed is not null;

    private static bool HasScore(BiasLabRecord lab) => lab.Schemes[0].Score is not null;

    private static IReadOnlyList<string> Scheme(BiasLabRecord lab, SchemeRow r) =>
    [
        r.Bias + (r.Bias == lab.Recommended ? " *" : ""),
        .. lab.Labelled ? Labelled(r) : [],
        .. HasAnswers(lab) ? Answered(r) : [],
        .. HasScore(lab) ? Scored(r.Score!) : [],
        Number(r.Rmse, 2), Number(r.Largest), Number(r.Mean, 2), Bytes(r.BiasBytes), Number(r.BytesPerBias, 2), Bytes(r.BiasRamBytes),
        .. Boards(lab).Select(b => Extra(lab, b, r.Bias)),
    ];

    private static string[] Labelled(SchemeRow r) => [Percent(r.Accuracy), $"{Percent(r.AccuracyLow)}–{Percent(r.AccuracyHigh)}", P(r.PairedP)];

    private static string[] Answered(SchemeRow r) => [Number(r.Changed), Number(r.ChangedAgainstFloat), Number(r.MedianMargin)];

    private static string[] Scored(ScoreRecord score) =>
        [score.MeanDifference.ToString("G3", CultureInfo.InvariantCulture), Number(score.RankCorrelation, 4)];

    // int32 shows its figure, the others what they cost more.
    private static string Extra(BiasLabRecord lab, string target, string bias)
    {
        var (cell, wide) = (Cell(lab, target, bias), Cell(lab, target, lab.Schemes[0].Bias));
        if (cell?.Ticks is not { } ticks)
            return cell?.Note.Length > 0 ? "no room" : None;
        return bias == lab.Schemes[0].Bias || wide?.Ticks is not { } before ? Number(ticks) : Signed(ticks - before);
    }

    private static string Equal(BoardCell? cell) => cell switch
    {
        null => None,
        { Samples: 0 } => "no room",
        { IsExact: true } => $"{cell.EqualSamples} of {cell.Samples}",
        _ => $"DIFFERS: {cell.EqualSamples} of {cell.Samples}",
    };

    private static IReadOnlyList<string> Layer(LayerExplanation l) =>
    [
        Number(l.Index), l.Operator, l.Name, l.Stored, Number(l.LocalRmse, 3), Number(l.PredictedRmse, 3), Number(l.AccumulatedRmse, 3),
        Percent(l.Share), Number(l.NarrowAlone.Changed), Number(l.WideAlone.Changed), Number(l.Clamped), Number(l.RoundedAway), Number(l.Dead),
        Number(l.HeadroomBits, 1), Bytes(l.BiasBytes), Number(l.WideExtraBytes),
    ];

    private static IReadOnlyList<string> Channel(LayerExplanation l, ChannelExplanation c) =>
    [
        $"{l.Index} {l.Name}", Number(c.Channel), Number(c.Bias), Number(c.Stored), Number(c.Widened), Number(c.Limit),
        Number(c.Predicted, 2), Number(c.ObservedMean, 2), $"{Number(c.AccumulatorMin)} … {Number(c.AccumulatorMax)}", c.Fault + (c.IsDead ? ", dead channel" : ""),
    ];

    private static string Caption(BiasLabRecord lab)
    {
        var changed = HasAnswers(lab)
            ? "changed: answers that differ from int32. margin: how clear int32 was about them, the median in score steps. "
            : "";
        var boards = lab.Boards.Count > 0
            ? $" Boards: {lab.Boards[0].Unit} ({lab.Boards[0].Provenance}) of one inference, then what a scheme takes more."
            : "";
        return $"{changed}RMSE, max step, mean: outputs against int32, in output steps. "
            + $"bias B: values, shifts, multipliers and padding; RAM B: widened copies.{boards} *: recommended.";
    }
}
