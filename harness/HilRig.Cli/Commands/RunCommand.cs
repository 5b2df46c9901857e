using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig run</c>: raw inference, bytes exactly as the model's tensors.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var (model, input, rounding, bias) = (CommonOptions.Model(), CommonOptions.Input(), CommonOptions.Rounding(), CommonOptions.Bias());
        var (quiet, wire, timeout) = (CommonOptions.Quiet(), CommonOptions.Wire(), CommonOptions.Timeout());
        var (stateful, link) = (CommonOptions.Stateful(), new LinkOptions());
        var target = new Option<string>("--target", "-t") { Description = $"Where to run: {TargetFactory.Names}.", DefaultValueFactory = _ => "sim" };
        var output = new Option<string>("--output", "-o") { Description = "Outputs: .bin (raw) or .npy.", Required = true };
        var command = new Command("run", "Run samples and write the raw outputs.") { model, target, input, output, rounding, bias, stateful, quiet, wire, timeout };
        link.AddTo(command);
        command.SetGuarded((p, cancellation) => RunAsync(
            new(p.GetValue(model)!, p.GetValue(target)!, p.GetValue(input)!, p.GetValue(output)!, p.GetValue(rounding)!, p.GetValue(bias)!,
                p.GetValue(quiet), link.Apply(p, new()
                {
                    WireOnly = p.GetValue(wire), Stateful = p.GetValue(stateful), ReplyTimeout = TimeSpan.FromSeconds(p.GetValue(timeout)),
                })),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Arguments a, CancellationToken cancellation)
    {
        var graph = CommonOptions.ReadModel(a.Model);
        var spec = CommonOptions.ParseBias(a.Bias);
        var narrowed = spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), graph.Name);
        var model = PreparedModel.Prepare(narrowed, CommonOptions.ParseRounding(a.Rounding));
        var samples = SampleSet.Read(a.Input, model);
        if (samples.Note is { } note)
            Terminal.Line($"note: {note}");
        if (a.Target == "float")
        {
            var reference = FloatReference.For(narrowed, null);
            (model, samples) = (reference.Model, reference.Samples(samples));
        }
        var run = await TerminalProgress.ShowAsync(a.Quiet, progress => RunAsync(a, model, samples, progress, cancellation));
        if (run.Arithmetic?.Sentence is { } lost)
            Terminal.Line($"note: {lost}");
        foreach (var r in run.Link?.Recoveries ?? [])
            Terminal.Line($"note: the board was lost ({r.Cause}) at {r.During} and brought back by {r.Rung}: {r.Message}");
        LinkOptions.Report(a.Settings, run.Link?.Repeats ?? 0);
        Write(a.Output, model, samples.Count, run.Outputs);
        return ExitCode.Pass;
    }

    private static async Task<TargetRun> RunAsync(
        Arguments a, PreparedModel model, SampleSet samples, IRunProgress progress, CancellationToken cancellation)
    {
        await using var target = await TargetFactory.OpenAsync(a.Target, a.Settings, cancellation);
        await target.LoadAsync(model, cancellation);
        return await target.RunAsync(samples.Bytes, samples.Count, LayerDetail.None, progress.Step(a.Target, samples.Count), cancellation);
    }

    private static void Write(string path, PreparedModel model, int samples, byte[] outputs)
    {
        if (Path.GetExtension(path) == ".npy")
            OutputFile.WriteNpy(path, model, samples, outputs);
        else
            File.WriteAllBytes(path, outputs);
    }

    private sealed record Arguments(
        string Model, string Target, string Input, string Output, string Rounding, string Bias, bool Quiet, TargetSettings Settings);
}
