using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>The float model a run is compared with: a given one, an INT8 model's float twin, or the float model itself.</summary>
public sealed class FloatReference
{
    private readonly ModelGraph _graph;
    private readonly bool _isQuantized;

    private FloatReference(ModelGraph graph, bool isQuantized, PreparedModel model, string name) =>
        (_graph, _isQuantized, Model, Name) = (graph, isQuantized, model, name);

    /// <summary>Prepared for the simulator's float kernels.</summary>
    public PreparedModel Model { get; }

    /// <summary><c>float twin</c>, or the given model's name.</summary>
    public string Name { get; }

    /// <summary>Tensor indices agree with the INT8 model's, so that layers can be compared.</summary>
    public bool IsTwin => Name == "float twin";

    /// <param name="given">A float model; null for the twin.</param>
    /// <exception cref="UsageException">The given model takes or gives something else.</exception>
    public static FloatReference For(ModelGraph graph, ModelGraph? given)
    {
        var isQuantized = FloatTwin.IsQuantized(graph);
        var reference = PreparedModel.Prepare(given ?? (isQuantized ? FloatTwin.Of(graph) : graph));
        RequireAlike(graph, reference.Graph);
        return new(graph, isQuantized, reference, given?.Name ?? (isQuantized ? "float twin" : "float model"));
    }

    /// <summary>The samples as the float model takes them.</summary>
    public SampleSet Samples(SampleSet samples) => _isQuantized ? samples.Dequantized(_graph) : samples;

    private static void RequireAlike(ModelGraph graph, ModelGraph reference)
    {
        var pairs = graph.Inputs.Zip(reference.Inputs).Concat(graph.Outputs.Zip(reference.Outputs));
        foreach (var (a, b) in pairs)
        {
            // Indices and truth values stay what they are.
            var isReal = reference.Tensor(b).Type == ElementType.Float32 || reference.Tensor(b).Type == graph.Tensor(a).Type;
            if (graph.Tensor(a).ElementCount != reference.Tensor(b).ElementCount || !isReal)
                throw new UsageException($"the float model's {reference.Tensor(b)} does not match {graph.Tensor(a)}");
        }
    }
}
