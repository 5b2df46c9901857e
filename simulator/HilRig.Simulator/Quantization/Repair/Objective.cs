namespace HilRig.Simulator.Quantization.Repair;

/// <summary>
/// How far scores lie from a reference, weighed by what it costs: for answers the error of each margin between the right class and
/// another, samples near a decision the most; for other outputs the squared error.
/// </summary>
internal sealed class Objective
{
    // Rivals of the right class that are looked at, the nearest first.
    private const int MostRivals = 16;

    // What a margin far from the decision still counts: an error there is an error of the same biases.
    private const double FarWeight = 0.02;

    // Directions that stand for all outputs of a model without answers; their mean square is that of all.
    private const int RandomDirections = 16;

    private readonly float[] _reference;
    private readonly int _count;
    private readonly Margin[][] _margins;
    private readonly double _near;

    /// <param name="reference">Scores of all samples.</param>
    /// <param name="count">Scores of one sample.</param>
    /// <param name="answers">Whether the largest score is an answer.</param>
    public Objective(float[] reference, int count, bool answers)
        : this(reference, count, answers, null)
    {
    }

    private Objective(float[] reference, int count, bool answers, double? near)
    {
        (_reference, _count) = (reference, count);
        var margins = answers ? Enumerable.Range(0, Samples).Select(Margins).ToArray() : [];
        _near = near ?? (answers ? Math.Max(1, Median(margins) / 4) : 1);
        _margins = [.. margins.Select(s => s.Select(m => m with { Weight = FarWeight + 1 / (1 + m.Size / _near * m.Size / _near) }).ToArray())];
    }

    public int Samples => _reference.Length / _count;

    private bool HasAnswers => _margins.Length > 0;

    /// <summary>The samples nearest to a decision, or evenly spread ones where there is none.</summary>
    public IReadOnlyList<int> Closest(int most)
    {
        var all = Enumerable.Range(0, Samples);
        if (HasAnswers)
            return [.. all.OrderBy(i => _margins[i].Min(m => m.Size)).ThenBy(i => i).Take(most).Order()];
        return [.. all.Take(Math.Min(most, Samples)).Select(i => (int)((long)i * Samples / Math.Min(most, Samples)))];
    }

    /// <summary>The same of some samples.</summary>
    public Objective Of(IReadOnlyList<int> chosen) =>
        new([.. chosen.SelectMany(i => _reference.AsSpan(i * _count, _count).ToArray())], _count, HasAnswers, _near);

    /// <summary>Mean weighed squared error of a sample, in score steps; 0 when all scores are equal.</summary>
    public double Loss(float[] scores)
    {
        var sum = 0.0;
        for (var sample = 0; sample < Samples; sample++)
            sum += HasAnswers ? MarginLoss(scores, sample) : SquareLoss(scores, sample);
        return sum / Samples;
    }

    /// <summary>Directions in the scores of a sample: the loss is the sum of squared errors along them.</summary>
    /// <param name="seed">Of the random directions where there are no answers.</param>
    public float[][] Directions(int sample, int seed)
    {
        if (HasAnswers)
            return [.. _margins[sample].Select(Direction)];
        var random = new Random(unchecked(seed * 7919 + sample));
        var size = (float)(1 / Math.Sqrt(RandomDirections));
        return [.. Enumerable.Range(0, RandomDirections).Select(_ => Enumerable.Range(0, _count).Select(_ => random.Next(2) == 0 ? -size : size).ToArray())];
    }

    private float[] Direction(Margin margin)
    {
        var direction = new float[_count];
        (direction[margin.Right], direction[margin.Rival]) = ((float)Math.Sqrt(margin.Weight), -(float)Math.Sqrt(margin.Weight));
        return direction;
    }

    private double MarginLoss(float[] scores, int sample)
    {
        var (at, sum) = (sample * _count, 0.0);
        foreach (var margin in _margins[sample])
        {
            var error = scores[at + margin.Right] - scores[at + margin.Rival] - margin.Size;
            sum += margin.Weight * error * error;
        }
        return sum;
    }

    private double SquareLoss(float[] scores, int sample)
    {
        var sum = 0.0;
        for (var i = sample * _count; i < (sample + 1) * _count; i++)
            sum += (double)(scores[i] - _reference[i]) * (scores[i] - _reference[i]);
        return sum;
    }

    private static double Median(Margin[][] margins) => margins.Select(m => m.Min(x => x.Size)).Order().ElementAt(margins.Length / 2);

    private Margin[] Margins(int sample)
    {
        var scores = _reference.AsSpan(sample * _count, _count).ToArray();
        var right = Array.IndexOf(scores, scores.Max());
        return
        [
            .. Enumerable.Range(0, _count).Where(k => k != right).OrderByDescending(k => scores[k]).Take(MostRivals)
                .Select(k => new Margin(right, k, scores[right] - (double)scores[k], 0)),
        ];
    }

    /// <param name="Size">Of the reference, in score steps; not negative.</param>
    private readonly record struct Margin(int Right, int Rival, double Size, double Weight);
}
