using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Min/max calibration: runs a float model and keeps the smallest and largest value of every activation.</summary>
public static class Calibration
{
    /// <summary>Runs every sample; the ranges do not depend on order or number of threads.</summary>
    /// <param name="graph">A model whose activations are all FLOAT32.</param>
    /// <param name="samples">Float32 inputs of one sample after another, each in the model's order.</param>
    /// <exception cref="ArgumentException">No sample, or not a whole number of samples.</exception>
    /// <exception cref="ModelException">The model cannot be run in FLOAT32, or an activation became NaN or infinite.</exception>
    public static CalibrationRanges Observe(ModelGraph graph, ReadOnlyMemory<float> samples)
    {
        RequireFloat(graph);
        var model = PreparedModel.Prepare(graph);
        var perSample = model.InputBytes / sizeof(float);
        if (samples.IsEmpty || samples.Length % perSample != 0)
            throw new ArgumentException(
                $"{samples.Length} values are not whole samples of {perSample}; give at least one, all inputs of it one after another",
                nameof(samples));
        var all = new RangeRecorder(model);
        Run(model, samples, samples.Length / perSample, all);
        return new([.. all.Ranges], samples.Length / perSample);
    }

    private static void Run(PreparedModel model, ReadOnlyMemory<float> samples, int count, RangeRecorder all)
    {
        var perSample = samples.Length / count;
        try
        {
            Parallel.For(0, count, () => new RangeRecorder(model), (sample, _, recorder) =>
            {
                recorder.Run(MemoryMarshal.AsBytes(samples.Span.Slice(sample * perSample, perSample)));
                return recorder;
            }, recorder =>
            {
                lock (all)
                    all.Merge(recorder);
            });
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is ModelException))
        {
            throw several.InnerExceptions[0];
        }
    }

    private static void RequireFloat(ModelGraph graph)
    {
        var activations = graph.Inputs.Concat(graph.Operators.SelectMany(o => o.Outputs)).Select(graph.Tensor);
        if (activations.FirstOrDefault(t => t.Type != ElementType.Float32) is { } other)
            throw new UnsupportedModelException($"{other} is an activation that is not FLOAT32; quantization starts from a float model");
    }
}
