using System.Diagnostics;
using System.Text.Json;
using HilRig.Harness.Boards;
using HilRig.Harness.Emulators;
using HilRig.Harness.Emulators.Qemu;

namespace HilRig.Hil.Tests;

/// <summary>
/// The emulated board with its UART on a pseudo terminal, so that it is reached as a physical one is: by System.IO.Ports. It starts stopped; its boot
/// output would be lost before the port is open.
/// </summary>
internal sealed class QemuOnPty : IAsyncDisposable
{
    private readonly Process _process;

    private QemuOnPty(Process process) => _process = process;

    /// <summary>`/dev/pts/3`.</summary>
    public string Port { get; private set; } = string.Empty;

    public static async Task<QemuOnPty> StartAsync()
    {
        var catalog = BoardCatalog.Load();
        var board = catalog.Get("mps2-an386");
        if (!File.Exists(catalog.ProgramPath(board)))
            Assert.Ignore("the firmware for mps2-an386 is not built: make -C firmware BOARD=mps2-an386");
        var emulator = board.EmulatorOf("qemu");
        var info = new ProcessStartInfo(
            Qemu(),
            [
                "-M", emulator.Machine!, "-kernel", catalog.ProgramPath(board), .. emulator.Arguments, "-display", "none", "-monitor", "none",
                "-chardev", "pty,id=link", "-serial", "chardev:link", "-S", "-qmp", "stdio",
            ]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var started = new QemuOnPty(Process.Start(info)!);
        await started.AskAsync("qmp_capabilities");
        var devices = (await started.AskAsync("query-chardev")).RootElement.GetProperty("return").EnumerateArray();
        started.Port = devices.Single(d => d.GetProperty("label").GetString() == "link").GetProperty("filename").GetString()!.Replace("pty:", "", StringComparison.Ordinal);
        return started;
    }

    /// <summary>Lets the board run.</summary>
    public Task ContinueAsync() => AskAsync("cont");

    /// <summary>Pushes the board's reset button.</summary>
    public Task ResetAsync() => AskAsync("system_reset");

    public int ProcessId => _process.Id;

    /// <summary>Stops the whole emulator, as a board without its clock.</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", ["-STOP", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Makes the port vanish.</summary>
    public void Unplug() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Qemu()
    {
        try
        {
            return QemuProgram.Find();
        }
        catch (EmulatorMissingException missing)
        {
            Assert.Ignore(missing.Message);
            throw;
        }
    }

    // The reply to a command; events and the words about the terminal in between are skipped.
    private async Task<JsonDocument> AskAsync(string command)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _process.StandardInput.WriteLineAsync($$"""{"execute": "{{command}}"}""");
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (!line.StartsWith("{\"", StringComparison.Ordinal))
                continue;
            var message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("return", out _))
                return message;
        }
        throw new IOException($"QEMU ended before it answered {command}");
    }
}
