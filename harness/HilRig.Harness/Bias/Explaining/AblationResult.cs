namespace HilRig.Harness.Bias.Explaining;

/// <summary>One sample of one version.</summary>
/// <param name="Predicted">The answer.</param>
/// <param name="Squares">Squared differences of the scores to int32, summed over the score tensor.</param>
internal readonly record struct SampleScore(int Predicted, double Squares);

/// <summary>Everything an ablation saw.</summary>
internal sealed class AblationResult(AblationModels models, ModelTask task, int samples)
{
    private readonly Lock _lock = new();

    /// <summary>By sample.</summary>
    public SampleScore[] Narrow { get; } = new SampleScore[samples];

    /// <summary>By layer and sample.</summary>
    public SampleScore[][] NarrowAlone { get; } = [.. models.Layers.Select(_ => new SampleScore[samples])];

    /// <summary>By layer and sample.</summary>
    public SampleScore[][] WideAlone { get; } = [.. models.Layers.Select(_ => new SampleScore[samples])];

    public AblationSums Sums { get; } = new(models);

    /// <summary>Score error of one version in score steps.</summary>
    public double Rmse(SampleScore[] version) => Math.Sqrt(version.Sum(s => s.Squares) / ((double)samples * task.Score.ElementCount));

    public void Merge(AblationSums other)
    {
        lock (_lock)
            Sums.Merge(other);
    }
}

/// <summary>Sums over samples, one of each kind a layer.</summary>
internal sealed class AblationSums(AblationModels models)
{
    /// <summary>All layers narrow.</summary>
    public ErrorSums[] Accumulated { get; } = [.. models.Layers.Select(l => new ErrorSums(l.Wide.Channels))];

    /// <summary>Only the layer itself narrow.</summary>
    public ErrorSums[] Local { get; } = [.. models.Layers.Select(l => new ErrorSums(l.Wide.Channels))];

    public void Merge(AblationSums other)
    {
        for (var i = 0; i < Local.Length; i++)
        {
            Accumulated[i].Merge(other.Accumulated[i]);
            Local[i].Merge(other.Local[i]);
        }
    }
}
