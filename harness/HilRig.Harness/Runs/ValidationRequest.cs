using HilRig.Harness.Data;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>What <c>hilrig validate</c> is asked.</summary>
public sealed record ValidationRequest
{
    public required ModelGraph Graph { get; init; }

    /// <summary>Narrow the model's biases first; int32 leaves it as it is.</summary>
    public BiasSpec Bias { get; init; } = BiasSpec.Int32;

    public Rounding Rounding { get; init; }

    /// <summary>Target names; <c>sim</c> and <c>float</c> always run.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>In the model's input quantization.</summary>
    public required SampleSet Samples { get; init; }

    /// <summary>Null for unlabelled samples.</summary>
    public int[]? Labels { get; init; }

    /// <summary>The float model to compare with; null for the float twin.</summary>
    public ModelGraph? Float { get; init; }

    public LayerDetail Layers { get; init; } = LayerDetail.Stats;

    /// <summary>Folder to write every layer's tensor of the first sample to, as the board computed it; null for none.</summary>
    public string? LayerData { get; init; }

    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>Samples the float model runs on each board, for cycles and memory; 0 for none.</summary>
    public int FloatSamplesOnBoard { get; init; } = 5;

    /// <summary>Targets that run side by side, 1 or more.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    public TargetSettings Settings { get; init; } = new();

    /// <summary>Replaces how a target is opened; for tests that plant faults.</summary>
    public Func<string, TargetSettings, CancellationToken, Task<ITarget>> Open { get; init; } = TargetFactory.OpenAsync;
}

/// <summary>Shows a person how far a run is.</summary>
public interface IRunProgress
{
    /// <summary>A step begins; the progress takes samples finished out of <paramref name="samples"/>.</summary>
    IProgress<int> Step(string name, int samples);
}

/// <summary>Shows nothing.</summary>
public sealed class SilentProgress : IRunProgress
{
    public IProgress<int> Step(string name, int samples) => new Progress<int>(_ => { });
}
