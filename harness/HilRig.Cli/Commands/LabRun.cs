using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Bias;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;

namespace HilRig.Cli.Commands;

/// <summary>Runs the bias lab and shows what it found.</summary>
internal static class LabRun
{
    /// <param name="verb">Names the run folder.</param>
    public static async Task<int> RunAsync(string verb, LabOptions options, ParseResult p, BiasLabRequest request, CancellationToken cancellation)
    {
        var (json, quiet) = (p.GetValue(options.Json), p.GetValue(options.Quiet));
        var folder = RunFolder.Create(p.GetValue(options.Out)!, verb, request.Graph.Name, DateTimeOffset.Now);
        await using var log = DeviceLog.Open(folder.DeviceLog);
        using var wires = new RunWires(folder, [.. request.Targets.Distinct()]);
        TargetSettings Logged(string name, TargetSettings settings) => settings with { Log = log.Logger.ForContext("Target", name), Wire = wires.Of(name) };
        request = request with
        {
            Open = (name, settings, cancelled) => TargetFactory.OpenAsync(name, Logged(name, settings), cancelled),
            Simulated = folder.Write,
        };
        var record = await RunAsync(request, folder, quiet, cancellation);
        folder.Write(record);
        if (json)
            System.Console.WriteLine(BiasLabJson.Write(record));
        else if (!quiet)
            Show(record, verb == "explain");
        return Judge(record, folder);
    }

    private static async Task<BiasLabRecord> RunAsync(BiasLabRequest request, RunFolder folder, bool quiet, CancellationToken cancellation)
    {
        try
        {
            return await TerminalProgress.ShowAsync(quiet, progress => new BiasLab(request, progress).RunAsync(cancellation));
        }
        catch (Exception) when (File.Exists(folder.Html))
        {
            Terminal.Line($"What the simulator found: {folder.Html}");
            throw;
        }
    }

    private static void Show(BiasLabRecord record, bool explain)
    {
        Terminal.Write($"{record.Model.Name}, {record.Samples} samples", BiasTables.Schemes(record));
        if (record.Boards.Count > 0)
            Terminal.Write("Simulator = board", BiasTables.Matrix(record));
        foreach (var (heading, table) in explain ? BiasMarkdown.Sections(record).Where(s => s.Heading.Contains(": ", StringComparison.Ordinal)) : [])
            Terminal.Write(heading, table);
    }

    private static int Judge(BiasLabRecord record, RunFolder folder)
    {
        foreach (var note in record.Notes)
            Terminal.Line($"note: {note}");
        foreach (var sentence in record.Sentences)
            Terminal.Line(sentence);
        Terminal.Line($"Report: {folder.Html}");
        return record.Boards.Any(c => c.Differs) ? ExitCode.CheckFailed : ExitCode.Pass;
    }
}
