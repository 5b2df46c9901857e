using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Runs.Gates;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Execution;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig validate</c>: targets against the simulator to the bit, against the float reference, and against gates.</summary>
internal static class ValidateCommand
{
    private static readonly Option<string> Model = CommonOptions.Model();
    private static readonly Option<string> Input = CommonOptions.Input();
    private static readonly Option<string?> Labels = CommonOptions.Labels();
    private static readonly Option<string> Rounding = CommonOptions.Rounding();
    private static readonly Option<string> Bias = CommonOptions.Bias();
    private static readonly Option<string> Out = CommonOptions.Out();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();
    private static readonly Option<bool> Wire = CommonOptions.Wire();
    private static readonly Option<bool> Stateful = CommonOptions.Stateful();
    private static readonly Option<double> Timeout = CommonOptions.Timeout();
    private static readonly Option<string?> Faults = CommonOptions.Faults();
    private static readonly Option<int> Recoveries = CommonOptions.Recoveries();
    private static readonly Option<string?> Map = CommonOptions.Map();
    private static readonly Option<string?> Reset = CommonOptions.ResetCommand();
    private static readonly Option<string?> Float = new("--float") { Description = "Float .tflite to compare with; default is the model's float twin." };
    private static readonly Option<int> Limit = new("--samples", "-n") { Description = "Only the first N samples; 0 for all." };

    private static readonly Option<string[]> Targets = new("--target", "-t")
    {
        Description = $"Where to run, repeatable: {TargetFactory.Names}. sim and float always run.",
        DefaultValueFactory = _ => ["sim"],
    };

    private static readonly Option<string> Layers = new("--layers")
    {
        Description = "none, crc (every operator's output compared by CRC-32), stats (the same, and its error against float) or data (the same, and the board's tensors of the first sample as files).",
        DefaultValueFactory = _ => "stats",
    };

    private static readonly Option<string[]> Gates = new("--gate")
    {
        Description = "A limit, repeatable: \"accuracy-drop <= 0.5pp against float\", \"arena <= 24KiB\", \"exact = 100%\".",
        DefaultValueFactory = _ => [],
    };

    public static Command Create()
    {
        var command = new Command("validate", "Compare targets with the simulator, the float reference and gates.")
        {
            Model, Targets, Input, Labels, Float, Layers, Gates, Limit, Rounding, Bias, Stateful, Wire, Timeout, Faults, Recoveries, Map, Reset, Out, Json, Quiet,
        };
        command.SetGuarded(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult p, CancellationToken cancellation)
    {
        var request = Request(p);
        var folder = RunFolder.Create(p.GetValue(Out)!, "validate", request.Graph.Name, DateTimeOffset.Now);
        await using var log = DeviceLog.Open(folder.DeviceLog);
        using var wire = WireLogWriter.Create(folder.WireLog, string.Join(' ', request.Targets));
        request = request with
        {
            Settings = request.Settings with { Log = log.Logger, Wire = wire },
            LayerData = p.GetValue(Layers) == "data" ? folder.Path : null,
        };
        var record = await TerminalProgress.ShowAsync(
            p.GetValue(Quiet), progress => new Validator(request, progress).RunAsync(cancellation));
        folder.Write(record);
        Show(record, p.GetValue(Json), p.GetValue(Quiet));
        foreach (var note in record.Notes)
            Terminal.Line($"note: {note}");
        if (request.Settings.Faults is not null)
            Terminal.Line($"note: faults injected: {request.Settings.Injected}; requests sent again: {record.Targets.Max(t => t.Link?.Repeats ?? 0)}");
        Terminal.Verdict(record.Verdict == "pass", [.. record.Sentences, $"Everything is in {folder.Path}"]);
        return record.Verdict == "pass" ? ExitCode.Pass : ExitCode.CheckFailed;
    }

    private static ValidationRequest Request(ParseResult p)
    {
        var graph = CommonOptions.ReadModel(p.GetValue(Model)!);
        var all = SampleSet.Read(p.GetValue(Input)!, PreparedModel.Prepare(graph));
        var labels = p.GetValue(Labels) is { } path ? Harness.Data.Labels.Read(path, all.Count) : null;
        var samples = p.GetValue(Limit) > 0 ? all.Take(p.GetValue(Limit)) : all;
        return new()
        {
            Graph = graph,
            Bias = CommonOptions.ParseBias(p.GetValue(Bias)!),
            Rounding = CommonOptions.ParseRounding(p.GetValue(Rounding)!),
            Targets = p.GetValue(Targets)!,
            Samples = samples,
            Labels = labels?[..samples.Count],
            Float = p.GetValue(Float) is { } reference ? CommonOptions.ReadModel(reference) : null,
            Layers = ParseLayers(p.GetValue(Layers)!),
            Gates = [.. p.GetValue(Gates)!.Select(Gate.Parse)],
            Settings = new TargetSettings
            {
                WireOnly = p.GetValue(Wire), Stateful = p.GetValue(Stateful), ReplyTimeout = TimeSpan.FromSeconds(p.GetValue(Timeout)),
            }.WithLink(p.GetValue(Faults), p.GetValue(Recoveries), p.GetValue(Map), p.GetValue(Reset)),
        };
    }

    private static LayerDetail ParseLayers(string text) => text switch
    {
        "none" => LayerDetail.None,
        "crc" => LayerDetail.Crc,
        "stats" or "data" => LayerDetail.Stats,
        _ => throw new UsageException($"layers '{text}' is unknown; legal are none, crc, stats and data"),
    };

    private static void Show(RunRecord record, bool json, bool quiet)
    {
        if (json)
        {
            System.Console.WriteLine(JsonWriter.Write(record));
            return;
        }
        if (quiet)
            return;
        foreach (var target in Tables.WithLayers(record))
            Terminal.Write($"Layers on {target.Name}", Tables.Layers(target));
        Terminal.Write($"{record.Model.Name}, {(record.Bias == "float32" ? "float32" : record.Bias + " biases")}, {record.Rounding} rounding, {record.Samples} samples", Tables.Targets(record));
        if (record.Gates.Count > 0)
            Terminal.Write("Gates", Tables.Gates(record));
    }
}
