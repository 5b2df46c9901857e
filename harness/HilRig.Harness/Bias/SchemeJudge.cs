using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias;

/// <summary>Compares versions of a model with its int32 run.</summary>
/// <param name="floatAnswers">Answers of the float reference; null where there are none.</param>
internal sealed class SchemeJudge(VariantRun int32, SampleSet samples, int[]? labels, int[]? floatAnswers)
{
    private readonly int[] _before = int32.Outputs.Predictions();
    private readonly double[]? _score = TaskScore.Of(int32, samples);

    /// <summary>Median of int32's margins; null where there are no answers.</summary>
    public double? TypicalMargin => int32.Task.HasAnswers
        ? Enumerable.Range(0, _before.Length).Select(i => int32.Margin(i, _before[i])).Order().ElementAt(_before.Length / 2)
        : null;

    public SchemeRow Row(string name, int bits, VariantRun run)
    {
        var (after, biases) = (run.Outputs.Predictions(), LayerBias.Of(run.Model).ToList());
        var error = StepError.Between(run.Outputs.Values, int32.Outputs.Values);
        var bytes = biases.Sum(ImageLayout.BiasFlash);
        var row = new SchemeRow
        {
            Bias = name, Bits = bits, Rmse = error.Rmse, Largest = error.Largest, Mean = error.Bias,
            ScoreRmse = StepError.Between(run.Scores, int32.Scores).Rmse, Score = Score(run),
            BiasBytes = bytes, BytesPerBias = (double)bytes / Math.Max(1, biases.Sum(b => b.Stored.Length)),
            BiasRamBytes = biases.Sum(ImageLayout.BiasRam), ImageBytes = Footprint.Of(run.Model).Sizes.Total,
        };
        return int32.Task.HasAnswers ? Answered(Labelled(row, after), after) : row;
    }

    private SchemeRow Labelled(SchemeRow row, int[] after)
    {
        if (labels is null)
            return row;
        var right = Answers.Right(after, labels);
        var (low, high) = Wilson.Interval(right, labels.Length);
        return row with
        {
            Accuracy = (double)right / labels.Length, AccuracyLow = low, AccuracyHigh = high,
            Gained = Count(after, (b, a, label) => b != label && a == label), Lost = Count(after, (b, a, label) => b == label && a != label),
            PairedP = Answers.PairedP(after, _before, labels),
        };
    }

    private SchemeRow Answered(SchemeRow row, int[] after)
    {
        var margins = Enumerable.Range(0, after.Length).Where(i => after[i] != _before[i]).Select(i => int32.Margin(i, _before[i])).Order().ToArray();
        return row with
        {
            Changed = margins.Length, MedianMargin = margins.Length == 0 ? null : margins[margins.Length / 2],
            LargestMargin = margins.Length == 0 ? null : margins[^1],
            ChangedAgainstFloat = floatAnswers is null ? null : Answers.Changed(after, floatAnswers),
        };
    }

    private int Count(int[] after, Func<int, int, int, bool> holds) => after.Where((a, i) => holds(_before[i], a, labels![i])).Count();

    private ScoreRecord? Score(VariantRun run)
    {
        if (_score is null || TaskScore.Of(run, samples) is not { } score)
            return null;
        var differences = score.Zip(_score, (a, b) => Math.Abs(a - b)).ToArray();
        return new(differences.Average(), differences.Max(), RankCorrelation.Spearman(score, _score));
    }
}
