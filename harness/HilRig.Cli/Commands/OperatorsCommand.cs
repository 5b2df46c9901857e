using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Images;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig operators</c>: what a model may hold.</summary>
internal static class OperatorsCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("operators", "Operators that models may hold: versions, types, and which run on boards.") { json };
        command.SetGuarded((p, _) =>
        {
            var rows = OperatorRegistry.All.Select(d => new Row(BuiltinOperators.NameOf(d.Code), d.MaxVersion, d.SupportedTypes, BoardOperators.All.ContainsKey(d.Code)))
                .OrderBy(r => r.Operator, StringComparer.Ordinal).ToList();
            if (p.GetValue(json))
                System.Console.WriteLine(JsonSerializer.Serialize(rows, JsonWriter.Options));
            else
                Terminal.Write($"{rows.Count} operators", new(
                    [new("operator"), new("versions to", true), new("types on the simulator"), new("boards")],
                    [.. rows.Select(r => (IReadOnlyList<string>)[r.Operator, Number(r.MaxVersion), r.Types, r.OnBoards ? "INT8, FLOAT32" : ""])]));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    /// <param name="MaxVersion">Highest operator version that is understood.</param>
    private sealed record Row(string Operator, int MaxVersion, string Types, bool OnBoards);
}
