using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias apply</c>: a model with narrow biases, or with widened ones for an unmodified runtime.</summary>
internal static class BiasApplyCommand
{
    public static Command Create()
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
}
