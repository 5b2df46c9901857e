using HilRig.Harness.Images;
using HilRig.Harness.Targets;
using HilRig.Protocol;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Vectors;
using HilRig.Vectors.Cases;
using HilRig.Vectors.Models;

namespace HilRig.Harness.Vectors;

/// <summary>Golden vectors and reference models through the kernels of a board, which must give what plain C gives; with CMSIS-NN linked, what
/// that build of it gives.</summary>
public sealed class BoardVectors(DeviceTarget target, VectorSettings asked)
{
    private readonly VectorSettings _settings = target.Description.Library is { } build ? asked with { Path = build } : asked;

    /// <summary>Runs everything below the paths, one case after another.</summary>
    /// <exception cref="VectorFormatException">A path is no golden vectors, or a file is damaged.</exception>
    /// <exception cref="Devices.InfrastructureException">The board gave out.</exception>
    public async Task<IReadOnlyList<FunctionResult>> RunAsync(IEnumerable<string> paths, IProgress<int>? progress, CancellationToken cancellation)
    {
        var results = new List<CaseResult>();
        foreach (var source in paths.SelectMany(VectorSources.Under))
        {
            results.Add(source switch
            {
                KernelSource kernel => await RunAsync(kernel.Vector, cancellation),
                ModelSource model => await RunAsync(model.Model, cancellation),
                _ => throw new InvalidOperationException($"{source} is no source a board can run"),
            });
            progress?.Report(results.Count);
        }
        return VectorSuite.Grouped(results);
    }

    private async Task<CaseResult> RunAsync(VectorCase vector, CancellationToken cancellation)
    {
        CaseResult Unsupported(string reason) => new(vector.Id, vector.Function, CaseOutcome.Unsupported, reason);
        if (!BoardBindings.All.TryGetValue(vector.Function, out var make))
            return Unsupported("the firmware has no kernel for it");
        // What the library refuses, an image could not ask for either.
        if (vector.Kind == "error" || vector.Status != 0)
            return Unsupported("the library has no answer to this call");
        if (vector.IsQuirk)
            return Unsupported("the library departs from the operator's definition here, which the firmware keeps to");
        var call = new KernelCall(vector, _settings);
        var board = make(call);
        try
        {
            board.Deliver(call, await target.RunImageAsync(board.Image(_settings.Rounding), board.InputBytes, board.OutputBytes, cancellation));
        }
        catch (DeviceErrorException refusal) when (refusal.Command == CommandCode.ImageCommit)
        {
            return Unsupported($"the firmware refuses the parameters: {refusal.Message}");
        }
        return KernelRunner.Compare(call);
    }

    private async Task<CaseResult> RunAsync(ReferenceModel model, CancellationToken cancellation)
    {
        CaseResult Result(CaseOutcome outcome, string message = "") => new(model.Name, model.Function, outcome, message);
        if (ModelRunner.WhyNothingToCompare(model, _settings) is { } reason)
            return Result(CaseOutcome.Unsupported, reason);
        try
        {
            var prepared = PreparedModel.Prepare(ModelReader.ReadFile(model.ModelFile), _settings.Rounding);
            var (inputs, samples) = ModelRunner.Inputs(model, prepared);
            await target.LoadAsync(prepared, ModelImage.Build(prepared), cancellation);
            var run = await target.RunAsync(inputs, samples, LayerDetail.None, model.Carries, null, cancellation);
            var expected = await File.ReadAllBytesAsync(model.OutputFile(_settings.Rounding)!, cancellation);
            var difference = OutputComparison.Of(prepared, run.Outputs, expected);
            return Result(difference is null ? CaseOutcome.Passed : CaseOutcome.Failed, difference ?? "");
        }
        catch (Exception refusal) when (refusal is UnsupportedModelException or ModelTooLargeException)
        {
            return Result(CaseOutcome.Unsupported, refusal.Message);
        }
    }
}
