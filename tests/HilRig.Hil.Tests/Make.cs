using System.ComponentModel;
using System.Diagnostics;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Runs make in the checkout; what is not installed ignores the test with its reason.</summary>
internal static class Make
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly (string Tool, string Package)[] Needed =
        [("make", "make"), ("arm-none-eabi-gcc", "gcc-arm-none-eabi"), ("qemu-system-arm", "qemu-system-arm")];

    /// <returns>What it wrote to standard output; fails the test where it ends with an error.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        foreach (var (tool, package) in Needed)
            await RequireAsync(tool, package);
        var (exitCode, output, errors) = await StartAsync("make", ["-s", .. arguments]);
        Assert.That(exitCode, Is.Zero, $"make {string.Join(' ', arguments)}\n{output}{errors}");
        return output;
    }

    private static async Task RequireAsync(string tool, string package)
    {
        try
        {
            await StartAsync(tool, "--version");
        }
        catch (Win32Exception missing)
        {
            Assert.Ignore($"{tool} is not installed ({missing.Message}): install {package}");
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> StartAsync(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Checkout.Root };
        // make takes the environment for variables: tests that link a library say so on the command line.
        info.Environment.Remove("CMSIS_NN_LIB");
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output, await errors);
    }
}
