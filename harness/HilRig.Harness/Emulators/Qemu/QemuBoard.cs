using System.ComponentModel;
using HilRig.Harness.Boards;
using HilRig.Harness.Transports;
using HilRig.Protocol;

namespace HilRig.Harness.Emulators.Qemu;

/// <summary>The emulator is not installed.</summary>
public sealed class EmulatorMissingException(string program, Exception inner) : InfrastructureException(
    $"{program} is not installed: apt-get install qemu-system-arm, or set {QemuBoard.Variable} to it", inner);

/// <summary>
/// A machine of qemu-system-arm. The board's arguments fix its virtual time to the executed instructions, so counter figures
/// are the same in every run.
/// </summary>
public sealed class QemuBoard : IRunningBoard
{
    /// <summary>Names another qemu-system-arm.</summary>
    public const string Variable = "HILRIG_QEMU";

    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(20);
    private readonly ChildProcess _process;

    private QemuBoard(ChildProcess process, ITransport transport, SharedWindow? window) =>
        (_process, Transport, Window) = (process, transport, window);

    public ITransport Transport { get; }

    public SharedWindow? Window { get; }

    /// <exception cref="EmulatorMissingException">QEMU is not installed.</exception>
    /// <exception cref="InfrastructureException">It ended at once or does not open its serial port.</exception>
    public static async Task<IRunningBoard> StartAsync(BoardDescription board, string elf, CancellationToken cancellation)
    {
        var folder = ChildProcess.NewFolder();
        var socket = Path.Combine(folder, "uart.sock");
        var machine = board.Emulator("qemu");
        var window = machine.Window is { MemoryBackend: true } w ? new SharedWindow(Path.Combine(folder, "window.bin"), w.Bytes) : null;
        var process = Start(Arguments(machine, elf, socket, window), folder);
        try
        {
            var transport = await UnixSocketTransport.ConnectAsync(socket, ConnectDeadline, () => RequireAlive(process), cancellation);
            return new QemuBoard(process, transport, window);
        }
        catch
        {
            window?.Dispose();
            await process.DisposeAsync();
            throw;
        }
    }

    public string Ending() => _process.Ending();

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        Window?.Dispose();
        await _process.DisposeAsync();
    }

    private static ChildProcess Start(IEnumerable<string> arguments, string folder)
    {
        var program = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "qemu-system-arm";
        try
        {
            return ChildProcess.Start(program, arguments, folder, pipes: false);
        }
        catch (Win32Exception error)
        {
            Directory.Delete(folder, recursive: true);
            throw new EmulatorMissingException(program, error);
        }
    }

    private static List<string> Arguments(BoardEmulator machine, string elf, string socket, SharedWindow? window)
    {
        var memory = window is null ? "" : ",memory-backend=window";
        List<string> arguments =
        [
            "-M", machine.Machine + memory, "-kernel", elf, "-display", "none", "-monitor", "none", "-nodefaults",
            "-serial", $"unix:{socket},server=on,wait=on",
        ];
        if (window is not null)
            arguments.AddRange(["-object", $"memory-backend-file,id=window,size={window.Bytes},mem-path={window.Path},share=on"]);
        arguments.AddRange(machine.Arguments);
        return arguments;
    }

    private static void RequireAlive(ChildProcess process)
    {
        if (process.Ending() is { Length: > 0 } ending)
            throw new InfrastructureException($"the emulator did not start: {ending}");
    }
}
