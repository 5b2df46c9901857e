using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness.Runs;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig report</c>: the reports of a run, made again from its result.json.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "A run folder, or its result.json." };
        var command = new Command("report", "Make the reports of a run again from its result.json.") { run };
        command.SetGuarded((p, _) =>
        {
            Terminal.Line($"Report: {RunReports.Rebuild(RunFolder.Open(p.GetValue(run)!))}");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }
}
