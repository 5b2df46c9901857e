using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization;

/// <summary>Writes a model with narrow biases, or with widened ones for an unmodified runtime.</summary>
public static class BiasNarrower
{
    /// <summary>The INT32 biases that can be narrowed, in the order of the operators.</summary>
    /// <exception cref="ModelException">The model is not supported, already has narrow biases, or shares a bias between layers.</exception>
    public static IReadOnlyList<LayerBias> Layers(ModelGraph graph)
    {
        var biases = Biases(graph).ToList();
        if (biases.Find(b => b.Type != ElementType.Int32) is { } narrow)
            throw new UnsupportedModelException($"{narrow.Tensor} is narrow already; start from the model with INT32 biases");
        if (biases.GroupBy(b => b.Tensor.Index).FirstOrDefault(g => g.Count() > 1) is { } shared)
            throw new UnsupportedModelException($"{shared.First().Tensor} is the bias of {shared.Count()} layers; give each its own tensor");
        return biases;
    }

    /// <summary>What one spec makes of every layer; empty for <c>int32</c>.</summary>
    /// <exception cref="ModelException">As <see cref="Layers"/>.</exception>
    public static IReadOnlyList<BiasAssignment> Assign(ModelGraph graph, BiasSpec spec) =>
        spec.Scheme is null ? [] : [.. Layers(graph).Select(b => BiasAssignment.Of(b, spec)!)];

    /// <summary>The model's <c>.tflite</c> with every INT32 bias of an INT8 layer narrowed; <c>int32</c> gives the bytes back.</summary>
    /// <exception cref="ModelException">As <see cref="Layers"/>.</exception>
    public static byte[] Apply(ModelGraph graph, BiasSpec spec) => Apply(graph, Assign(graph, spec));

    /// <summary>The model's <c>.tflite</c> with the given biases narrowed, the others as they are.</summary>
    public static byte[] Apply(ModelGraph graph, IReadOnlyList<BiasAssignment> assignments) => assignments.Count == 0
        ? graph.FileBytes.ToArray()
        : ModelPatcher.Apply(graph, [.. assignments.Select(a => a.Patch())]);

    /// <summary>The same in memory: a graph without a file, for what is run and thrown away.</summary>
    public static ModelGraph InMemory(ModelGraph graph, IReadOnlyList<BiasAssignment> assignments)
    {
        var tensors = graph.Tensors.ToBuilder();
        foreach (var assignment in assignments)
        {
            var patch = assignment.Patch();
            tensors[patch.TensorIndex] = tensors[patch.TensorIndex] with { Type = patch.Type, Data = patch.Data, Quantization = patch.Quantization };
        }
        return graph with { Tensors = tensors.ToImmutable(), FileBytes = default, Sha256 = "" };
    }

    /// <summary>The model with every narrow bias widened back to INT32: the same numerics on an unmodified runtime.</summary>
    public static byte[] ExportStock(ModelGraph graph)
    {
        var patches = Biases(graph).Where(b => b.Type != ElementType.Int32).Select(b => new TensorPatch(
            b.Tensor.Index, ElementType.Int32, BiasAssignment.Bytes(b.Widened, ElementType.Int32), BiasAssignment.Affine(b.AccumulatorScales)));
        return ModelPatcher.Apply(graph, [.. patches]);
    }

    // Scalar preparation: nothing is packed that is not run.
    private static IEnumerable<LayerBias> Biases(ModelGraph graph) =>
        LayerBias.Of(PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar));
}
