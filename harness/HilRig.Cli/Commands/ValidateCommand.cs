using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig validate</c>: targets against the simulator to the bit, against the float reference, and against gates.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var options = new ValidateOptions();
        var (output, json, quiet) = (CommonOptions.Out(), CommonOptions.Json(), CommonOptions.Quiet());
        var command = new Command("validate", "Compare targets with the simulator, the float reference and gates.");
        options.AddTo(command);
        foreach (var option in new Option[] { output, json, quiet })
            command.Add(option);
        command.SetGuarded(async (p, cancellation) =>
        {
            var requests = options.Requests(p);
            var records = new List<RunRecord>();
            foreach (var request in requests)
                records.Add(await RunAsync(request, p.GetValue(output)!, options.WantsLayerData(p), new(p.GetValue(json), p.GetValue(quiet)), cancellation));
            Summarize(records, p.GetValue(json), p.GetValue(quiet));
            return records.All(Passed) ? ExitCode.Pass : ExitCode.CheckFailed;
        });
        return command;
    }

    private static async Task<RunRecord> RunAsync(ValidationRequest request, string output, bool layerData, Shown shown, CancellationToken cancellation)
    {
        var folder = RunFolder.Create(output, "validate", request.Graph.Name, DateTimeOffset.Now);
        await using var log = DeviceLog.Open(folder.DeviceLog);
        using var wires = new RunWires(folder, [.. request.Targets.Where(t => t.Split(':')[0] is not ("sim" or "float"))]);
        request = request with
        {
            Open = (name, settings, cancelled) => TargetFactory.OpenAsync(
                name, settings with { Log = log.Logger.ForContext("Target", name), Wire = wires.Of(name) }, cancelled),
            LayerData = layerData ? folder.Path : null,
        };
        var record = await TerminalProgress.ShowAsync(shown.Quiet, progress => new Validator(request, progress).RunAsync(cancellation));
        folder.Write(record);
        if (!shown.Json && !shown.Quiet)
            Show(record);
        foreach (var note in record.Notes)
            Terminal.Line($"note: {note}");
        LinkOptions.Report(request.Settings, record.Targets.Max(t => t.Link?.Repeats ?? 0));
        Terminal.Verdict(Passed(record), [.. record.Sentences, $"Everything is in {folder.Path}"]);
        return record;
    }

    private static bool Passed(RunRecord record) => record.Verdict == "pass";

    private static void Show(RunRecord record)
    {
        foreach (var target in Tables.WithLayers(record))
            Terminal.Write($"Layers on {target.Name}", Tables.Layers(target));
        Terminal.Write($"{record.Model.Name}, {(record.Bias == "float32" ? "float32" : record.Bias + " biases")}, {record.Rounding} rounding, {record.Samples} samples", Tables.Targets(record));
        if (record.Gates.Count > 0)
            Terminal.Write("Gates", Tables.Gates(record));
    }

    // One model: its record. Several: all of them, and who equals the simulator on what.
    private static void Summarize(List<RunRecord> records, bool json, bool quiet)
    {
        if (json)
            System.Console.WriteLine(records.Count == 1 ? JsonWriter.Write(records[0]) : JsonSerializer.Serialize(records, JsonWriter.Options));
        else if (records.Count > 1 && !quiet)
            Terminal.Write("Outputs equal to the simulator", Tables.Matrix(records));
    }

    private sealed record Shown(bool Json, bool Quiet);
}
