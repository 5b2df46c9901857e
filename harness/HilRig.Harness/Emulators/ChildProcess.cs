using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace HilRig.Harness.Emulators;

/// <summary>A child process with a private folder; killed with its object, its standard error kept.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan KillDeadline = TimeSpan.FromSeconds(5);
    private readonly StringBuilder _errors = new();

    private ChildProcess(Process process, string folder)
    {
        (Process, Folder) = (process, folder);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    public Process Process { get; }

    /// <summary>Sockets and window files; deleted with the object.</summary>
    public string Folder { get; }

    public static string NewFolder() => Directory.CreateTempSubdirectory("hilrig-").FullName;

    /// <exception cref="Win32Exception">The program is not there.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string folder, bool pipes)
    {
        var info = new ProcessStartInfo(program)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = pipes,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        return new(Process.Start(info)!, folder);
    }

    public string Ending()
    {
        lock (_errors)
        {
            return Process.HasExited ? $"{Process.StartInfo.FileName} ended with code {Process.ExitCode} {_errors}".TrimEnd() : "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        using var deadline = new CancellationTokenSource(KillDeadline);
        await Process.WaitForExitAsync(deadline.Token);
        Process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Keep(string? line)
    {
        lock (_errors)
        {
            if (line is not null && _errors.Length < 4000)
                _errors.Append(line).Append("; ");
        }
    }
}
