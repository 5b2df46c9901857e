using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>The versions of a model that an ablation runs: int32, all narrow, and for each layer only it narrow and only it wide.</summary>
internal sealed class AblationModels
{
    public AblationModels(ModelGraph graph, PreparedModel wide, NarrowSubject subject, Rounding rounding)
    {
        (Wide, Narrow) = (wide, subject.Prepare(graph, rounding));
        Layers = LayerSubject.Of(wide, Narrow, subject.Assignments);
        var (alone, without) = (new PreparedModel[Layers.Count], new PreparedModel[Layers.Count]);
        Parallel.For(0, Layers.Count, i =>
        {
            var (layer, others) = (Layers[i].Assignment, subject.Assignments.Where(a => a != Layers[i].Assignment).ToList());
            // What adds the same numbers need not run again.
            alone[i] = Layers[i].IsSame ? wide : NarrowSubject.Prepare(graph, rounding, [layer]);
            without[i] = Layers[i].IsSame ? Narrow : NarrowSubject.Prepare(graph, rounding, others);
        });
        (NarrowAlone, WideAlone) = (alone, without);
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
}
