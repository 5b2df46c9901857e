using System.Diagnostics;

namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>The SDK's command line, as a user calls it: without what this test's own runner has put into the environment, and leaving no process behind.</summary>
internal static class Dotnet
{
    private static readonly string[] Foreign = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "HILRIG_", "NUNIT", "DOTNET_CLI_TEST", "DOTNET_STARTUP_HOOKS"];

    /// <summary>Runs it to its end.</summary>
    /// <returns>Everything it printed.</returns>
    /// <exception cref="AssertionException">It failed; the message has what it printed.</exception>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var (code, printed) = await TryAsync(folder, arguments);
        Assert.That(code, Is.Zero, $"dotnet {string.Join(' ', arguments)}{Environment.NewLine}{printed}");
        return printed;
    }

    /// <summary>The same for what may fail.</summary>
    public static async Task<(int Code, string Printed)> TryAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(Start(folder, arguments))!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => Foreign.Any(f => name.StartsWith(f, StringComparison.OrdinalIgnoreCase))).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = start.Environment["RunAnalyzers"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "false";
        return start;
    }
}
