using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>The versions of a model that an ablation runs: int32, all narrow, and for each layer only it narrow and only it wide.</summary>
internal sealed class AblationModels
{
    public AblationModels(PreparedModel wide, NarrowSubject subject)
    {
        (Wide, Narrow) = (wide, subject.Prepare(wide));
        Layers = LayerSubject.Of(wide, Narrow, subject.Assignments);
        // What adds the same numbers need not run again.
        NarrowAlone = [.. Layers.Select(l => l.IsSame ? Wide : WithBias(Wide, l.NarrowBias))];
        WideAlone = [.. Layers.Select(l => l.IsSame ? Narrow : WithBias(Narrow, l.WideBias))];
    }

    public PreparedModel Wide { get; }

    public PreparedModel Narrow { get; }

    public IReadOnlyList<LayerSubject> Layers { get; }

    /// <summary>By layer; <see cref="Wide"/> itself where the layer's bias stays the same.</summary>
    public IReadOnlyList<PreparedModel> NarrowAlone { get; }

    /// <summary>By layer; <see cref="Narrow"/> itself where the layer's bias stays the same.</summary>
    public IReadOnlyList<PreparedModel> WideAlone { get; }

    /// <summary>Versions that run each sample, whole or from their layer on.</summary>
    public int RunsPerSample => 2 + 2 * Layers.Count(l => !l.IsSame);

    // One operator is prepared anew, the others are shared.
    private static PreparedModel WithBias(PreparedModel model, LayerBias bias) =>
        model.WithConstants(model.Graph with { Tensors = model.Graph.Tensors.SetItem(bias.Tensor.Index, bias.Tensor), FileBytes = default, Sha256 = "" });
}
