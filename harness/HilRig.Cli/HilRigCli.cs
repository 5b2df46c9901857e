using System.CommandLine;
using HilRig.Cli.Commands;
using HilRig.Cli.Console;

namespace HilRig.Cli;

/// <summary>The root command: a new verb is one line here.</summary>
internal static class HilRigCli
{
    // After Ctrl-C boards are let go of, files are closed and the user is told how to go on; a busy machine takes its time for that.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Hardware-in-the-loop rig and bit-accurate simulator for CMSIS-NN models.")
        {
            DemoCommand.Create(),
            RunCommand.Create(),
            ValidateCommand.Create(),
            NightlyCommand.Create(),
            BaselineCommand.Create(),
            MergeCommand.Create(),
            HistoryCommand.Create(),
            ProfileCommand.Create(),
            AnalyzeCommand.Create(),
            OperatorsCommand.Create(),
            VectorsCommand.Create(),
            BiasCommand.Create(),
            QuantizeCommand.Create(),
            ReportCommand.Create(),
            BoardsCommand.Create(),
            ExportCommand.Create(),
            FlashCommand.Create(),
            DoctorCommand.Create(),
        };
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count == 0)
            return RunAsync(parsed, args.Length == 0);
        foreach (var error in parsed.Errors)
            Terminal.Error(error.Message);
        var verb = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
        Terminal.Error($"hilrig {verb}--help tells more");
        return Task.FromResult(ExitCode.Usage);
    }

    private static async Task<int> RunAsync(System.CommandLine.ParseResult parsed, bool nothingAsked)
    {
        var code = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = Farewell });
        return nothingAsked ? ExitCode.Usage : code;
    }
}
