using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Profiles;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig profile</c>: work by layer and memory by purpose on boards, kinds of biases side by side.</summary>
internal static class ProfileCommand
{
    public static Command Create()
    {
        var options = new ProfileOptions();
        var (output, json, quiet) = (CommonOptions.Out(), CommonOptions.Json(), CommonOptions.Quiet());
        var command = new Command("profile", "Instructions or cycles by layer and memory on boards; int8, int16, int32 and float32 biases side by side.");
        options.AddTo(command);
        foreach (var option in new Option[] { output, json, quiet })
            command.Add(option);
        command.SetGuarded(async (p, cancellation) =>
        {
            var record = await RunAsync(options.Request(p), p.GetValue(output)!, p.GetValue(quiet), cancellation);
            if (p.GetValue(json))
                System.Console.WriteLine(ProfileWriter.Json(record));
            else if (!p.GetValue(quiet))
                Show(record);
            return record.Targets.All(t => t.Variants.All(v => v.Absent is not null)) ? ExitCode.CheckFailed : ExitCode.Pass;
        });
        return command;
    }

    private static async Task<ProfileRecord> RunAsync(ProfileRequest request, string output, bool quiet, CancellationToken cancellation)
    {
        var folder = RunFolder.Create(output, "profile", request.Graph.Name, DateTimeOffset.Now);
        await using var log = DeviceLog.Open(folder.DeviceLog);
        using var wires = new RunWires(folder, [.. request.Targets.Distinct()]);
        request = request with
        {
            Open = (name, settings, cancelled) => TargetFactory.OpenAsync(
                name, settings with { Log = log.Logger.ForContext("Target", name), Wire = wires.Of(name) }, cancelled),
        };
        var record = await TerminalProgress.ShowAsync(quiet, progress => new Profiler(request, progress).RunAsync(cancellation));
        folder.Write(record);
        foreach (var sentence in record.Sentences)
            Terminal.Line(sentence);
        Terminal.Line($"Everything is in {folder.Path}");
        return record;
    }

    private static void Show(ProfileRecord record)
    {
        foreach (var (heading, table) in ProfileWriter.Sections(record))
            Terminal.Write(heading, table);
    }
}
