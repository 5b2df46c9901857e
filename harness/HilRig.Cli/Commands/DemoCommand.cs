using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Bias;
using HilRig.Harness.Boards;
using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig demo</c>: the whole story on the bundled model.</summary>
internal static class DemoCommand
{
    private const string Board = "qemu:mps2-an386";
    private static readonly string[] Biases = ["int32", "int16:channel-shift", "int8:channel-shift", "int8:layer-shift", "int8:saturate"];

    public static Command Create()
    {
        var (output, quiet) = (CommonOptions.Out(), CommonOptions.Quiet());
        var command = new Command("demo", "The whole story on a bundled model: float, int32, int16 and int8 biases; simulator = board.") { output, quiet };
        command.SetGuarded((p, cancellation) => RunAsync(p.GetValue(output)!, p.GetValue(quiet), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string output, bool quiet, CancellationToken cancellation)
    {
        var folder = RunFolder.Create(output, "demo", "digits", DateTimeOffset.Now);
        await using var log = DeviceLog.Open(folder.DeviceLog);
        using var wire = WireLogWriter.Create(folder.WireLog, Board);
        var request = Request(new() { Log = log.Logger, Wire = wire });
        var runs = await TerminalProgress.ShowAsync(quiet, async progress =>
        {
            var records = new List<RunRecord>();
            foreach (var bias in Biases)
                records.Add(await new Validator(request with { Bias = BiasSpec.Parse(bias) }, progress).RunAsync(cancellation));
            return records;
        });
        var story = DemoStory.Table(runs, Board);
        Terminal.Write($"{request.Graph.Name}: {request.Samples.Count} real digits, {Board}", story);
        folder.Write(runs[2]);
        File.WriteAllText(folder.Report, $"{DemoStory.Markdown(runs, story)}\n{File.ReadAllText(folder.Report)}");
        var lab = await LabAsync(request, output, quiet, cancellation);
        var passed = runs.All(r => r.Verdict == "pass") && !lab.Record.Boards.Any(c => c.Differs);
        Terminal.Verdict(passed, [.. DemoStory.Sentences(runs, Board), $"Report: {folder.Report}", $"Every width and scheme, and why: {lab.Folder.Html}"]);
        return passed ? ExitCode.Pass : ExitCode.CheckFailed;
    }

    // The same model under every width and scheme, on the simulator and on the board.
    private static async Task<(BiasLabRecord Record, RunFolder Folder)> LabAsync(
        ValidationRequest request, string output, bool quiet, CancellationToken cancellation)
    {
        var folder = RunFolder.Create(output, "sweep", request.Graph.Name, DateTimeOffset.Now);
        await using var log = DeviceLog.Open(folder.DeviceLog);
        using var wire = WireLogWriter.Create(folder.WireLog, Board);
        var question = new BiasLabRequest
        {
            Graph = request.Graph, Float = request.Float, Samples = request.Samples, Labels = request.Labels, Targets = request.Targets,
            Subjects = [.. BiasSpec.All.Skip(1).Select(spec => NarrowSubject.Of(request.Graph, spec))],
            Settings = new() { Log = log.Logger, Wire = wire },
        };
        var record = await TerminalProgress.ShowAsync(quiet, progress => new BiasLab(question, progress).RunAsync(cancellation));
        folder.Write(record);
        return (record, folder);
    }

    private static ValidationRequest Request(TargetSettings settings)
    {
        var fixtures = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(BoardCatalog.Load().FirmwareFolder))!, "fixtures");
        var graph = CommonOptions.ReadModel(Path.Combine(fixtures, "models", "digits_int8.tflite"));
        var samples = SampleSet.Read(Path.Combine(fixtures, "data", "digits", "inputs.int8.bin"), PreparedModel.Prepare(graph));
        return new()
        {
            Graph = graph,
            Float = CommonOptions.ReadModel(Path.Combine(fixtures, "models", "digits_float32.tflite")),
            Targets = [Board],
            Samples = samples,
            Labels = Labels.Read(Path.Combine(fixtures, "data", "digits", "labels.u8"), samples.Count),
            Settings = settings,
        };
    }
}
