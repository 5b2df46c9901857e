using System.CommandLine;
using HilRig.Cli.Commands;
using HilRig.Cli.Console;

namespace HilRig.Cli;

/// <summary>The root command: a new verb is one line here.</summary>
internal static class HilRigCli
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Hardware-in-the-loop rig and bit-accurate simulator for CMSIS-NN models.")
        {
            DemoCommand.Create(),
            RunCommand.Create(),
            ValidateCommand.Create(),
            AnalyzeCommand.Create(),
            BiasCommand.Create(),
            BoardsCommand.Create(),
            DoctorCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync();
        foreach (var error in parsed.Errors)
            Terminal.Error(error.Message);
        Terminal.Error($"hilrig {string.Join(' ', parsed.CommandResult.Command.Name == root.Name ? [] : [parsed.CommandResult.Command.Name])} --help tells more".Replace("  ", " ", StringComparison.Ordinal));
        return Task.FromResult(ExitCode.Usage);
    }
}
