using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Bias;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias sweep</c>: every width and scheme against int32, and a report.</summary>
internal static class BiasSweepCommand
{
    public static Command Create()
    {
        var options = new LabOptions();
        var widths = new Option<string>("--widths") { Description = "Bits of the biases: 8,16 or a range as 4..16.", DefaultValueFactory = _ => "8,16" };
        var explain = new Option<string>("--explain")
        {
            Description = "Which schemes are explained layer by layer: lossy (those that lose something, and the recommended one), all or none.",
            DefaultValueFactory = _ => "lossy",
        };
        var command = new Command("sweep", "Run every width and scheme, compare each with int32, say what to take and why the others lose, write the report.");
        options.AddTo(command);
        command.Add(widths);
        command.Add(explain);
        command.SetGuarded((p, cancellation) =>
        {
            var request = options.Request(p, graph => Subjects(graph, p.GetValue(widths)!)) with { Explain = ParseScope(p.GetValue(explain)!) };
            return LabRun.RunAsync("sweep", options, p, request, cancellation);
        });
        return command;
    }

    private static IReadOnlyList<NarrowSubject> Subjects(ModelGraph graph, string widths) =>
        [.. BiasSpec.At(LabOptions.ParseWidths(widths)).Skip(1).Select(spec => NarrowSubject.Of(graph, spec))];

    private static ExplainScope ParseScope(string text) => text switch
    {
        "lossy" => ExplainScope.Lossy,
        "all" => ExplainScope.All,
        "none" => ExplainScope.None,
        _ => throw new UsageException($"explain '{text}' is unknown; legal are lossy, all and none"),
    };
}
