using System.CommandLine;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Devices;
using HilRig.Kernels.NNSupport;
using HilRig.Protocol;
using HilRig.Simulator.Models;
using HilRig.Vectors.Cases;

namespace HilRig.Cli.Commands;

/// <summary>Runs a verb and turns what can go wrong into one clear line and the right exit code.</summary>
internal static class Guard
{
    public static void SetGuarded(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellation) => RunAsync(() => action(parsed, cancellation)));

    private static async Task<int> RunAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception error) when (CodeOf(error) is { } code)
        {
            Terminal.Error(code == ExitCode.Cancelled ? "cancelled" : error.Message);
            return code;
        }
    }

    // Anything else is a bug of ours and keeps its stack trace.
    private static int? CodeOf(Exception error) => error switch
    {
        UsageException or ModelException or VectorFormatException or KernelException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => ExitCode.Usage,
        NoSuchDeviceException => ExitCode.NoSuchDevice,
        InfrastructureException or ProtocolException or IOException => ExitCode.Infrastructure,
        OperationCanceledException => ExitCode.Cancelled,
        _ => null,
    };
}
