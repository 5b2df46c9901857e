using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Bias.Repair;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Writers.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig bias repair</c>: the cheapest narrow biases that meet a gate.</summary>
internal sealed class BiasRepairCommand
{
    private const double DefaultHoldout = 0.5;

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _input = CommonOptions.Input();
    private readonly Option<string?> _labels = CommonOptions.Labels();

    private readonly Option<string[]> _gates = new("--gate")
    {
        Description = "Limit on judged samples, repeatable: \"changed<=0.5%\", \"accuracy-drop<=0.2pp\", \"bytes<=600\", \"bits<=8\"; default changed<=1%.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> _fit = new("--fit") { Description = "Fit the first N samples and judge on the others." };

    private readonly Option<double?> _holdout = new("--holdout") { Description = $"Share of the samples that judges, drawn by --seed; default {DefaultHoldout}." };

    private readonly Option<string> _reference = new("--reference")
    {
        Description = "What to come near to: int32 (the model as it is), or float (its float twin, with biases corrected to the twin's means).",
        DefaultValueFactory = _ => "int32",
    };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "The .tflite to write; one lies in the run folder in any case." };
    private readonly Option<string?> _export = new("--export") { Description = "stock: widen the biases back to INT32 for an unmodified TFLM or CMSIS-NN." };
    private readonly Option<int> _seed = new("--seed") { Description = "Of the division of the samples.", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _rounding = CommonOptions.Rounding();
    private readonly Option<string> _out = CommonOptions.Out();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create() => new BiasRepairCommand().Build();

    private Command Build()
    {
        _export.AcceptOnlyFromAmong("stock");
        _reference.AcceptOnlyFromAmong("int32", "float");
        var command = new Command("repair", "Search widths, schemes and rounding for the cheapest biases that meet a gate; prints the Pareto front.");
        foreach (var option in new Option[]
            { _model, _input, _labels, _gates, _fit, _holdout, _reference, _output, _export, _rounding, _seed, _out, _json, _quiet })
            command.Add(option);
        command.SetGuarded(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult p, CancellationToken cancellation)
    {
        var request = Request(p);
        if (request.Samples.Note is { } note)
            Terminal.Line($"note: {note}");
        var folder = RunFolder.Create(p.GetValue(_out)!, "repair", request.Graph.Name, DateTimeOffset.Now);
        var result = await TerminalProgress.ShowAsync(
            p.GetValue(_quiet), progress => Task.Run(() => new BiasRepair(request, progress).Run(cancellation), cancellation));
        var model = p.GetValue(_export) is null ? result.Model : BiasNarrower.ExportStock(ModelReader.Read(result.Model, request.Graph.Name));
        Keep(p, folder, result, model);
        Show(p, result);
        return result.Passed ? ExitCode.Pass : ExitCode.CheckFailed;
    }

    private RepairRequest Request(ParseResult p)
    {
        var graph = CommonOptions.ReadModel(p.GetValue(_model)!);
        var samples = SampleSet.Read(p.GetValue(_input)!, PreparedModel.Prepare(graph));
        return new()
        {
            Graph = graph,
            Samples = samples,
            Labels = p.GetValue(_labels) is { } labels ? Labels.Read(labels, samples.Count) : null,
            Split = Split(p, samples.Count),
            Gates = [.. p.GetValue(_gates)!.Select(Gate.ParseAlone)],
            Rounding = CommonOptions.ParseRounding(p.GetValue(_rounding)!),
            AgainstFloat = p.GetValue(_reference) == "float",
            Seed = p.GetValue(_seed),
        };
    }

    private SampleSplit Split(ParseResult p, int count) => (p.GetValue(_fit), p.GetValue(_holdout)) switch
    {
        ({ } _, { } _) => throw new UsageException("--fit and --holdout both divide the samples; give one"),
        ({ } fit, null) => SampleSplit.First(count, fit),
        (null, var holdout) => SampleSplit.Random(count, holdout ?? DefaultHoldout, p.GetValue(_seed)),
    };

    // A model that misses its gates is kept in the run folder only: a script that ignores exit codes shall not ship it.
    private void Keep(ParseResult p, RunFolder folder, RepairResult result, byte[] model)
    {
        folder.Write(result.Record);
        File.WriteAllBytes(Path.Combine(folder.Path, "repaired.tflite"), model);
        Terminal.Line($"Report: {folder.Html}");
        if (p.GetValue(_output) is not { } output)
            return;
        if (result.Passed)
            File.WriteAllBytes(output, model);
        Terminal.Line(result.Passed
            ? $"{output}: {result.Record.Model}, {result.Record.Chosen.Mix}{(p.GetValue(_export) is null ? "" : ", widened back to INT32")}"
            : $"{output} is not written: the gates are not met; the nearest model is repaired.tflite in that folder");
    }

    private void Show(ParseResult p, RepairResult result)
    {
        if (p.GetValue(_json))
            System.Console.WriteLine(RepairWriter.Json(result.Record));
        else if (!p.GetValue(_quiet))
            foreach (var (heading, table) in RepairWriter.Sections(result.Record))
                Terminal.Write(heading, table);
        Terminal.Verdict(result.Passed, result.Record.Sentences);
    }
}
