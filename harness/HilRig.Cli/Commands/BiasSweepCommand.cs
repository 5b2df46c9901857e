using System.CommandLine;
using HilRig.Harness.Bias;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias sweep</c>: every width and scheme against int32, and a report.</summary>
internal static class BiasSweepCommand
{
    public static Command Create()
    {
        var options = new LabOptions();
        var widths = new Option<string>("--widths") { Description = "Bits of the biases: 8,16 or a range as 4..16.", DefaultValueFactory = _ => "8,16" };
        var command = new Command("sweep", "Run every width and scheme, compare each with int32, say what to take and why the others lose, write the report.") { widths };
        options.AddTo(command);
        command.SetGuarded((p, cancellation) => LabRun.RunAsync(
            "sweep", options, p,
            options.Request(p, graph => [.. BiasSpec.At(LabOptions.ParseWidths(p.GetValue(widths)!)).Skip(1).Select(spec => NarrowSubject.Of(graph, spec))]),
            cancellation));
        return command;
    }
}
