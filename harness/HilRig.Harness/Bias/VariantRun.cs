using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Bias;

/// <summary>One version of a model on all samples: its outputs and its scores.</summary>
/// <param name="Outputs">Codes.</param>
/// <param name="Scores">Codes of the score tensor, sample after sample.</param>
public sealed record VariantRun(PreparedModel Model, ModelTask Task, Outputs Outputs, double[] Scores)
{
    /// <param name="done">Takes samples finished since the last call, from any thread.</param>
    public static VariantRun Of(
        PreparedModel model, ModelTask task, SampleSet samples, Action<int>? done = null, CancellationToken cancellation = default)
    {
        var elements = (int)task.Score.ElementCount;
        var scores = new double[samples.Count * elements];
        var bytes = BatchRunner.Run(
            model, samples.Bytes, samples.Count, done, sample => new ScoreReader(task, scores, sample * elements), cancellation: cancellation);
        return new(model, task, Outputs.Decode(model, bytes), scores);
    }

    /// <summary>Elements of one sample's score.</summary>
    public int PerSample => (int)Task.Score.ElementCount;

    public ReadOnlySpan<double> Score(int sample) => Scores.AsSpan(sample * PerSample, PerSample);

    /// <summary>Outputs in real units, each by its own quantization.</summary>
    public double[] RealOutputs()
    {
        var elements = Model.Graph.Outputs.Select(Model.Graph.Tensor).SelectMany(Elements).ToArray();
        return [.. Outputs.Values.Select((code, i) => (code - elements[i % elements.Length].Zero) * elements[i % elements.Length].Scale)];
    }

    /// <summary>How much larger the score of a class is than the best other's, in steps; 0 where scores are no classes.</summary>
    public double Margin(int sample, int predicted)
    {
        var score = Score(sample);
        if (score.Length < 2 || predicted >= score.Length)
            return 0;
        var best = double.NegativeInfinity;
        for (var i = 0; i < score.Length; i++)
            best = i == predicted ? best : Math.Max(best, score[i]);
        return score[predicted] - best;
    }

    private static IEnumerable<(double Scale, long Zero)> Elements(TensorInfo output)
    {
        var (scale, zero) = (output.Quantization?.Scale() ?? 1, output.Quantization?.ZeroPoint() ?? 0);
        return Enumerable.Repeat(((double)scale, zero), (int)output.ElementCount);
    }

    private sealed class ScoreReader(ModelTask task, double[] scores, int at) : ILayerObserver
    {
        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
        {
            if (tensor == task.Score.Index)
                Outputs.Numbers(task.Score, output).CopyTo(scores, at);
        }
    }
}
