using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Kernels.FixedPoint;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias;

/// <summary>Runs a model under every bias width and scheme and compares each with the int32 run.</summary>
public sealed class BiasSweep(ModelGraph graph, SampleSet samples, int[]? labels, Rounding rounding)
{
    /// <summary>Runs the given schemes; int32 is always run first, as the reference.</summary>
    /// <param name="done">Called with the number of inferences finished, from any thread.</param>
    public IReadOnlyList<SweepRow> Run(IEnumerable<BiasSpec> specs, Action<int>? done = null, CancellationToken cancellation = default)
    {
        var reference = RunOne(BiasSpec.Int32, done, cancellation);
        return [.. specs.Select(spec =>
            Row(spec, spec.Scheme is null ? reference : RunOne(spec, done, cancellation), reference.Outputs))];
    }

    private (PreparedModel Model, Outputs Outputs) RunOne(BiasSpec spec, Action<int>? done, CancellationToken cancellation)
    {
        var narrowed = spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), $"{graph.Name} {spec}");
        var model = PreparedModel.Prepare(narrowed, rounding);
        return (model, Outputs.Decode(model, BatchRunner.Run(model, samples.Bytes, samples.Count, done, cancellation: cancellation)));
    }

    private SweepRow Row(BiasSpec spec, (PreparedModel Model, Outputs Outputs) run, Outputs reference)
    {
        var (predictions, before) = (run.Outputs.Predictions(), reference.Predictions());
        var right = labels is null ? 0 : Answers.Right(predictions, labels);
        var biases = run.Model.Operators.OfType<IBiasedOperator>().Select(o => o.Bias).OfType<LayerBias>().ToList();
        return new(
            spec.ToString(),
            labels is null ? null : (double)right / labels.Length,
            labels is null ? null : Wilson.Interval(right, labels.Length),
            Answering.HasClasses(run.Model, labels) ? Answers.Changed(predictions, before) : null,
            labels is null ? null : Answers.PairedP(predictions, before, labels),
            StepError.Between(run.Outputs.Values, reference.Values),
            biases.Sum(ImageLayout.BiasFlash),
            biases.Sum(ImageLayout.BiasRam));
    }
}
