using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Runs;
using HilRig.Reporting.Writers.Bias;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig report</c>: the reports of a run, made again from its result.json.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "A run folder, or its result.json." };
        var command = new Command("report", "Make the reports of a bias sweep or explanation again from its result.json.") { run };
        command.SetGuarded((p, _) =>
        {
            var folder = RunFolder.Open(p.GetValue(run)!);
            try
            {
                folder.WriteReports(BiasLabJson.Read(File.ReadAllText(folder.Result)));
            }
            catch (InvalidDataException error)
            {
                throw new UsageException($"{folder.Result}: {error.Message}", error);
            }
            Terminal.Line($"Report: {folder.Html}");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }
}
