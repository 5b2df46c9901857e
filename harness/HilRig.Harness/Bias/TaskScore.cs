using HilRig.Harness.Data;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias;

/// <summary>The number that an autoencoder or a regression is used for, one a sample, in real units.</summary>
internal static class TaskScore
{
    /// <summary>Null for a classification, whose answers are what counts.</summary>
    public static double[]? Of(VariantRun run, SampleSet samples) => run.Task.Kind switch
    {
        TaskKind.Autoencoder => Reconstruction(run, samples),
        TaskKind.Regression => [.. Enumerable.Range(0, samples.Count).Select(i => Real(run.Model.Graph, run.Model.Graph.Outputs[0], run.Outputs.Sample(i)[0]))],
        _ => null,
    };

    // Mean squared error of the reconstruction: MLPerf Tiny's anomaly score.
    private static double[] Reconstruction(VariantRun run, SampleSet samples)
    {
        var graph = run.Model.Graph;
        var (input, output) = (graph.Tensor(graph.Inputs[0]), graph.Outputs[0]);
        var scores = new double[samples.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var given = Outputs.Numbers(input, samples.Sample(i).Span);
            var rebuilt = run.Outputs.Sample(i);
            var sum = 0.0;
            for (var e = 0; e < given.Length; e++)
                sum += Math.Pow(Real(graph, graph.Inputs[0], given[e]) - Real(graph, output, rebuilt[e]), 2);
            scores[i] = sum / given.Length;
        }
        return scores;
    }

    private static double Real(ModelGraph graph, int tensor, double code) =>
        graph.Tensor(tensor).Quantization is { } q ? (code - q.ZeroPoint()) * q.Scale() : code;
}
