using System.Globalization;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Writers.Bias;

/// <summary>The bias lab for spreadsheets: figures as they are, one row a scheme or a channel.</summary>
public static class BiasCsv
{
    /// <summary><c>schemes.csv</c>.</summary>
    public static string Schemes(BiasLabRecord lab) => Lines(
        "bias,bits,accuracy,accuracy_low,accuracy_high,changed,gained,lost,mcnemar_p,changed_vs_float,median_margin,rmse,largest,mean,"
        + "score_rmse,score_mean_difference,rank_correlation,bias_bytes,bytes_per_bias,bias_ram_bytes,image_bytes",
        lab.Schemes.Select(r => new object?[]
        {
            r.Bias, r.Bits, r.Accuracy, r.AccuracyLow, r.AccuracyHigh, r.Changed, r.Gained, r.Lost, r.PairedP, r.ChangedAgainstFloat,
            r.MedianMargin, r.Rmse, r.Largest, r.Mean,
            r.ScoreRmse, r.Score?.MeanDifference, r.Score?.RankCorrelation, r.BiasBytes, r.BytesPerBias, r.BiasRamBytes, r.ImageBytes,
        }));

    /// <summary><c>channels.csv</c>.</summary>
    public static string Channels(BiasLabRecord lab) => Lines(
        "bias,operator,kind,name,channel,int32,stored,step,limit,widened,predicted_steps,observed_mean_steps,observed_rmse_steps,"
        + "accumulator_min,accumulator_max,dead,fault",
        lab.Explanations.SelectMany(e => e.Layers.SelectMany(l => l.Channels.Select(c => new object?[]
        {
            e.Bias, l.Index, l.Operator, l.Name, c.Channel, c.Bias, c.Stored, c.Step, c.Limit, c.Widened, c.Predicted, c.ObservedMean, c.ObservedRmse,
            c.AccumulatorMin, c.AccumulatorMax, c.IsDead, c.Fault,
        }))));

    private static string Lines(string header, IEnumerable<object?[]> rows) =>
        string.Join('\n', rows.Select(r => string.Join(',', r.Select(Cell))).Prepend(header)) + "\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!.ToLowerInvariant(),
    };
}
