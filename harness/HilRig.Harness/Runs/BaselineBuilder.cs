using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Runs;

/// <summary>Computes what targets are compared with: simulator and float reference on all samples.</summary>
internal sealed class BaselineBuilder(ValidationRequest request, IRunProgress progress)
{
    // Every intermediate tensor of these is compared with the float twin; more samples move the figures little.
    private const int LayerErrorSamples = 32;

    public async Task<Baseline> BuildAsync(CancellationToken cancellation)
    {
        var model = PreparedModel.Prepare(Narrowed(), request.Rounding);
        // The reference is the model as it came: what narrowing the biases costs must show.
        var reference = FloatReference.For(request.Graph, request.Float);
        var simulated = await SimulateAsync("sim", model, request.Samples, request.Layers, cancellation);
        var real = await SimulateAsync("float", reference.Model, reference.Samples(request.Samples), LayerDetail.None, cancellation);
        var outputs = Outputs.Decode(reference.Model, real.Outputs);
        return new(
            model, reference, simulated, outputs, real.Outputs, outputs.Predictions(), await Int32Async(cancellation),
            Errors(model, reference), request.Labels);
    }

    private ModelGraph Narrowed() => request.Bias.Scheme is null
        ? request.Graph
        : ModelReader.Read(BiasNarrower.Apply(request.Graph, request.Bias), request.Graph.Name);

    private IReadOnlyList<LayerError>? Errors(PreparedModel model, FloatReference reference) =>
        reference.IsTwin && request.Layers == LayerDetail.Stats && FloatTwin.IsQuantized(model.Graph)
            ? LayerErrors.Measure(model, reference, request.Samples.Take(LayerErrorSamples))
            : null;

    private async Task<Outputs?> Int32Async(CancellationToken cancellation)
    {
        if (request.Bias.Scheme is null)
            return null;
        var model = PreparedModel.Prepare(request.Graph, request.Rounding);
        var run = await SimulateAsync("sim, int32 biases", model, request.Samples, LayerDetail.None, cancellation);
        return Outputs.DecodeReal(model, run.Outputs);
    }

    private async Task<TargetRun> SimulateAsync(
        string name, PreparedModel model, SampleSet samples, LayerDetail layers, CancellationToken cancellation)
    {
        await using var sim = new SimTarget(name, stateful: request.Settings.Stateful);
        await sim.LoadAsync(model, cancellation);
        return await sim.RunAsync(samples.Bytes, samples.Count, layers, progress.Step(name, samples.Count), cancellation);
    }
}
