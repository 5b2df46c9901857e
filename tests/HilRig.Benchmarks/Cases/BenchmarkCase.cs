using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Benchmarks.Cases;

/// <summary>One row of the table: a graph, whole or of one operator.</summary>
/// <param name="Macs">Multiply-accumulates of one inference.</param>
internal sealed record BenchmarkCase(string Name, ModelGraph Graph, long Macs)
{
    public static IEnumerable<BenchmarkCase> Of(BenchmarkOptions options)
    {
        var models = Files(options.Models).SelectMany(Read);
        var cases = options.Layers ? TargetShapes.All.Concat(models.SelectMany(Layers)) : models;
        return cases.Where(c => c.Name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.tflite").Order(StringComparer.Ordinal);

    // Models that the simulator refuses, or that are not INT8 from end to end, have nothing to compare.
    private static IEnumerable<BenchmarkCase> Read(string path)
    {
        var graph = ModelReader.ReadFile(path);
        if (graph.Inputs.Concat(graph.Outputs).Any(t => graph.Tensor(t).Type != ElementType.Int8))
            yield break;
        var macs = 0L;
        try
        {
            macs = PreparedModel.Prepare(graph, width: VectorWidth.Scalar).Macs;
        }
        catch (ModelException refusal)
        {
            Console.Error.WriteLine($"left out {graph.Name}: {refusal.Message}");
            yield break;
        }
        yield return new(graph.Name, graph, macs);
    }

    private static IEnumerable<BenchmarkCase> Layers(BenchmarkCase model) =>
        from node in model.Graph.Operators
        where node.Code != BuiltinOperator.Reshape
        let graph = OneOperator(model.Graph, node)
        select new BenchmarkCase(
            $"{model.Name} {node.Index} {node.Name} {Shape(graph, graph.Inputs[0])} -> {Shape(graph, graph.Outputs[0])}", graph,
            PreparedModel.Prepare(graph, width: VectorWidth.Scalar).Macs);

    private static string Shape(ModelGraph graph, int tensor) => string.Join('x', graph.Tensor(tensor).Shape.Skip(1));

    private static ModelGraph OneOperator(ModelGraph graph, OperatorNode node) => graph with
    {
        Operators = [node with { Index = 0 }],
        Inputs = [.. node.Inputs.Where(t => t >= 0 && !graph.Tensor(t).IsConstant)],
        Outputs = node.Outputs,
    };
}
