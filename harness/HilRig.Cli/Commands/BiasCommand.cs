using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Bias;
using HilRig.Harness.Data;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias</c>: what narrow biases cost, and models that have them.</summary>
internal static class BiasCommand
{
    public static Command Create() => new("bias", "Narrow biases: what they cost, and models that have them.") { Sweep(), Apply() };

    private static Command Sweep()
    {
        var (model, input, labels, rounding) = (CommonOptions.Model(), CommonOptions.Input(), CommonOptions.Labels(), CommonOptions.Rounding());
        var (json, quiet) = (CommonOptions.Json(), CommonOptions.Quiet());
        var command = new Command("sweep", "Run every width and scheme and compare each with int32.") { model, input, labels, rounding, json, quiet };
        command.SetGuarded(async (p, cancellation) =>
        {
            var graph = CommonOptions.ReadModel(p.GetValue(model)!);
            var samples = SampleSet.Read(p.GetValue(input)!, PreparedModel.Prepare(graph));
            var classes = p.GetValue(labels) is { } path ? Labels.Read(path, samples.Count) : null;
            var sweep = new BiasSweep(graph, samples, classes, CommonOptions.ParseRounding(p.GetValue(rounding)!));
            var rows = await TerminalProgress.ShowAsync(p.GetValue(quiet), progress => Task.Run(() => Run(sweep, samples.Count, progress, cancellation), cancellation));
            if (p.GetValue(json))
                System.Console.WriteLine(JsonSerializer.Serialize(rows, JsonWriter.Options));
            else
                Terminal.Write($"{graph.Name}, {samples.Count} samples", SweepTable.Of(rows));
            return ExitCode.Pass;
        });
        return command;
    }

    private static Command Apply()
    {
        var (model, quiet) = (CommonOptions.Model(), CommonOptions.Quiet());
        var bias = new Option<string?>("--bias") { Description = "Width and scheme: int8:channel-shift, int16:layer-shift, …" };
        var output = new Option<string>("--output", "-o") { Description = "The .tflite to write.", Required = true };
        var export = new Option<string?>("--export") { Description = "stock: widen the (narrowed) biases back to INT32 for an unmodified TFLM or CMSIS-NN." };
        export.AcceptOnlyFromAmong("stock");
        var command = new Command("apply", "Write the model with narrow biases.") { model, bias, output, export, quiet };
        command.SetGuarded((p, _) =>
        {
            var graph = CommonOptions.ReadModel(p.GetValue(model)!);
            var spec = CommonOptions.ParseBias(p.GetValue(bias) ?? (p.GetValue(export) is null ? "int8" : "int32"));
            var narrowed = BiasNarrower.Apply(graph, spec);
            var bytes = p.GetValue(export) is null ? narrowed : BiasNarrower.ExportStock(ModelReader.Read(narrowed, graph.Name));
            File.WriteAllBytes(p.GetValue(output)!, bytes);
            Terminal.Line($"{p.GetValue(output)}: {graph.Name} with {spec} biases{(p.GetValue(export) is null ? "" : ", widened back to INT32")}");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static IReadOnlyList<SweepRow> Run(BiasSweep sweep, int samples, Harness.Runs.IRunProgress progress, CancellationToken cancellation)
    {
        var (finished, bar) = (0, progress.Step("inferences", BiasSpec.All.Count * samples));
        return sweep.Run(BiasSpec.All, n => bar.Report(Interlocked.Add(ref finished, n)), cancellation);
    }
}
