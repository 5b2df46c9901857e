using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Runs;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig analyze</c>: what a model is, before anything runs.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var (model, json) = (CommonOptions.Model(), CommonOptions.Json());
        var command = new Command("analyze", "Operators, MACs, flash, arena, bias bits needed, accumulator head-room.") { model, json };
        command.SetGuarded((p, _) =>
        {
            var analysis = StaticAnalysis.Of(CommonOptions.ReadModel(p.GetValue(model)!));
            if (p.GetValue(json))
                System.Console.WriteLine(JsonSerializer.Serialize(analysis, JsonWriter.Options));
            else
                Show(analysis);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static void Show(StaticAnalysis a)
    {
        Terminal.Write(a.Model, new(
            [
                new("#", true), new("operator"), new("output"), new("MACs", true), new("weights B", true), new("bias"), new("biases", true),
                new("bias bits", true), new("head-room bits", true),
            ],
            [.. a.Operators.Select(o => (IReadOnlyList<string>)
            [
                Number(o.Index), o.Operator, o.Output, Number(o.Macs), Bytes(o.WeightBytes), o.Bias, Number(o.Channels),
                Number(o.BiasBits), Number(o.HeadroomBits, 1),
            ])],
            "bias bits: width that holds every bias unshifted. head-room: bits between the largest possible accumulator and int32."));
        Terminal.Line($"{Number(a.Macs)} MACs, flash {Bytes(a.FlashBytes)} B (weights {Bytes(a.WeightBytes)}, biases {Bytes(a.BiasBytes)}), arena {Bytes(a.ArenaBytes)} B, input {Bytes(a.InputBytes)} B, output {Bytes(a.OutputBytes)} B");
        foreach (var o in a.Operators.Where(o => o.Warning.Length > 0))
            Terminal.Warning($"operator {o.Index} {o.Operator}: {o.Warning}");
        if (a.WhyNoImage is { } why)
            Terminal.Line($"simulator only: {why}; flash is counted from the tensors");
    }
}
