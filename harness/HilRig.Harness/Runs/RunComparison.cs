using HilRig.Harness.Targets;

namespace HilRig.Harness.Runs;

/// <summary>Two runs of the same samples, output for output and, where both recorded them, layer for layer.</summary>
internal sealed class RunComparison
{
    public RunComparison(TargetRun expected, TargetRun actual, int samples, int outputBytes)
    {
        bool HasLayers() => actual.Layers.Length > 0;
        int EqualLayersOf(int sample) => actual.Layers[sample].Zip(expected.Layers[sample]).Count(p => p.First.Crc == p.Second.Crc);
        bool SameOutput(int sample) => actual.Outputs.AsSpan(sample * outputBytes, outputBytes)
            .SequenceEqual(expected.Outputs.AsSpan(sample * outputBytes, outputBytes));
        bool SameLayers(int sample) => !HasLayers() || EqualLayersOf(sample) == actual.Layers[sample].Length;
        var all = Enumerable.Range(0, samples);
        EqualSamples = all.Count(SameOutput);
        EqualLayers = HasLayers() ? all.Sum(s => (long)EqualLayersOf(s)) : null;
        Layers = HasLayers() ? actual.Layers.Sum(l => (long)l.Length) : null;
        FirstDifferent = all.Where(s => !SameOutput(s) || !SameLayers(s)).Select(s => (int?)s).FirstOrDefault();
    }

    public int EqualSamples { get; }

    /// <summary>Over all samples; null when not recorded.</summary>
    public long? EqualLayers { get; }

    /// <summary>How many there are over all samples; null when not recorded.</summary>
    public long? Layers { get; }

    /// <summary>The first sample with any difference; null for none.</summary>
    public int? FirstDifferent { get; }

    /// <summary>Outputs decide, layers break a tie.</summary>
    public bool FitsBetterThan(RunComparison other) =>
        (EqualSamples, EqualLayers ?? 0).CompareTo((other.EqualSamples, other.EqualLayers ?? 0)) > 0;
}
