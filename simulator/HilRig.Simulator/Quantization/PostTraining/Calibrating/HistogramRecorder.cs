using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>Counts the values of every activation in bins of its range.</summary>
internal sealed class HistogramRecorder(PreparedModel model, RealRange?[] ranges) : ActivationRecorder(model)
{
    /// <summary>By tensor index; null where there is no range.</summary>
    public Histogram?[] Histograms { get; } = [.. ranges.Select(r => r is { } range ? new Histogram(range) : null)];

    public override void Merge(ActivationRecorder other)
    {
        for (var tensor = 0; tensor < Histograms.Length; tensor++)
            Histograms[tensor]?.Add(((HistogramRecorder)other).Histograms[tensor]!);
    }

    protected override void Include(int tensor, ReadOnlySpan<float> values) => Histograms[tensor]!.Add(values);
}
