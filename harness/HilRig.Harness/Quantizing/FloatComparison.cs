using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Kernels.Vectorized;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Quantizing;

/// <summary>Runs models on the same float samples and compares each with the float model they come from.</summary>
public sealed class FloatComparison
{
    private readonly SampleSet _samples;
    private readonly int[]? _labels;
    private readonly PreparedModel _model;
    private readonly Outputs _reference;
    private readonly Action<int>? _done;
    private readonly CancellationToken _cancellation;

    /// <param name="floating">The float model.</param>
    /// <param name="samples">Its FLOAT32 inputs.</param>
    /// <param name="labels">One for each sample; null without.</param>
    /// <param name="done">Takes the number of inferences finished since the last call, from any thread.</param>
    public FloatComparison(ModelGraph floating, SampleSet samples, int[]? labels, Action<int>? done = null, CancellationToken cancellation = default)
    {
        (_samples, _labels, _done, _cancellation) = (samples, labels, done, cancellation);
        _model = PreparedModel.Prepare(floating);
        _reference = Outputs.Decode(_model, BatchRunner.Run(_model, samples.Bytes, samples.Count, done, cancellation: cancellation));
    }

    /// <summary>The float model itself.</summary>
    public ComparedModel Float() => Row("float32", "float", _model, _reference);

    /// <summary>A quantized model, run as it was prepared.</summary>
    /// <exception cref="UsageException">It takes or gives other numbers of values than the float model.</exception>
    public ComparedModel Compare(string name, string target, PreparedModel model)
    {
        var codes = InputCodes.Of(model.Graph, _samples);
        var outputs = Outputs.DecodeReal(model, BatchRunner.Run(model, codes.Bytes, codes.Count, _done, cancellation: _cancellation));
        return outputs.PerSample == _reference.PerSample
            ? Row(name, target, model, outputs)
            : throw new UsageException($"{name} gives {outputs.PerSample} values a sample, the float model {_reference.PerSample}");
    }

    private ComparedModel Row(string name, string target, PreparedModel model, Outputs outputs)
    {
        var (predictions, before) = (outputs.Predictions(), _reference.Predictions());
        var right = _labels is null ? 0 : Answers.Right(predictions, _labels);
        var (scores, real) = (Scores(outputs), Scores(_reference));
        // Of the reference's operators: the legacy ones are the same file.
        var sizes = Footprint.Of(PreparedModel.Prepare(model.Graph, model.Rounding, VectorWidth.Scalar)).Sizes;
        return new(
            name, target, _labels is null ? null : (double)right / _labels.Length, _labels is null ? null : Wilson.Interval(right, _labels.Length),
            Answering.HasClasses(_model, _labels) ? Answers.Changed(predictions, before) : null,
            _labels is null ? null : Answers.PairedP(predictions, before, _labels), Steps(model, outputs),
            StepError.Between(outputs.Values, _reference.Values).Rmse, scores?.Average(), ScoreError(scores, real))
        {
            FlashBytes = sizes.Total, BiasBytes = sizes.Biases, ArenaBytes = model.Plan.HighWater,
        };
    }

    // Each output tensor has steps of its own.
    private StepError? Steps(PreparedModel model, Outputs outputs)
    {
        var steps = model.Graph.Outputs.Select(model.Graph.Tensor).SelectMany(t => Enumerable.Repeat(t.Quantization?.Scale() ?? 0f, (int)t.ElementCount)).ToArray();
        if (steps.Contains(0))
            return null;
        double[] InSteps(double[] values) => [.. values.Select((value, i) => value / steps[i % steps.Length])];
        return StepError.Between(InSteps(outputs.Values), InSteps(_reference.Values));
    }

    // As anomaly detectors are judged: how badly a sample is rebuilt.
    private double[]? Scores(Outputs outputs)
    {
        var inputs = MemoryMarshal.Cast<byte, float>(_samples.Bytes.Span);
        var perSample = inputs.Length / _samples.Count;
        if (_labels is not null || perSample != outputs.PerSample || perSample < 2)
            return null;
        var scores = new double[_samples.Count];
        for (var i = 0; i < inputs.Length; i++)
            scores[i / perSample] += Math.Pow(outputs.Values[i] - inputs[i], 2) / perSample;
        return scores;
    }

    private static double? ScoreError(double[]? scores, double[]? real) =>
        scores is null || real is null ? null : scores.Zip(real, (a, b) => Math.Abs(a - b)).Average() / Math.Max(real.Average(), double.Epsilon);
}
