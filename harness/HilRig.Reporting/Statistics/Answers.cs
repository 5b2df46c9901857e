namespace HilRig.Reporting.Statistics;

/// <summary>Predicted classes of labelled or unlabelled samples.</summary>
public static class Answers
{
    /// <summary>Index of the largest value; the lowest index among equals.</summary>
    public static int ArgMax(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }
        return best;
    }

    /// <summary>Samples whose prediction is their label.</summary>
    public static int Right(IReadOnlyList<int> predictions, IReadOnlyList<int> labels) => predictions.Where((p, i) => p == labels[i]).Count();

    /// <summary>Samples on which the two predictions differ.</summary>
    public static int Changed(IReadOnlyList<int> predictions, IReadOnlyList<int> reference) =>
        predictions.Where((p, i) => p != reference[i]).Count();

    /// <summary>The paired test of two models on the same labelled samples.</summary>
    public static double PairedP(IReadOnlyList<int> predictions, IReadOnlyList<int> reference, IReadOnlyList<int> labels)
    {
        var (gained, lost) = (0, 0);
        for (var i = 0; i < labels.Count; i++)
        {
            gained += predictions[i] == labels[i] && reference[i] != labels[i] ? 1 : 0;
            lost += predictions[i] != labels[i] && reference[i] == labels[i] ? 1 : 0;
        }
        return McNemar.PValue(gained, lost);
    }
}
