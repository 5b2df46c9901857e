using System.Diagnostics;
using HilRig.TestKit;

namespace HilRig.Cli.Tests;

/// <summary>What a run of the program gave.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);

/// <summary>Runs the built program as a user would.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string Model { get; } = Checkout.PathOf("fixtures", "models", "digits_int8.tflite");

    public static string Inputs { get; } = Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin");

    public static string LabelFile { get; } = Checkout.PathOf("fixtures", "data", "digits", "labels.u8");

    /// <summary>The built program, for <c>dotnet</c>: tests and program are built in one configuration, side by side.</summary>
    public static string Program => Checkout.PathOf("artifacts", "bin", "HilRig.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "hilrig.dll");

    /// <summary>How a shell starts the program.</summary>
    public static string Shell => $"dotnet {Program}";

    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync([], arguments);

    public static async Task<Outcome> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, await output, await errors);
    }

    public static Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return Process.Start(info)!;
    }
}
