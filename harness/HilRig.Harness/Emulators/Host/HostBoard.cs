using HilRig.Harness.Boards;
using HilRig.Harness.Transports;
using HilRig.Protocol;

namespace HilRig.Harness.Emulators.Host;

/// <summary>The firmware built as a desktop process that speaks the wire over its standard streams.</summary>
public sealed class HostBoard : IRunningBoard
{
    private readonly ChildProcess _process;

    private HostBoard(ChildProcess process, SharedWindow? window)
    {
        (_process, Window) = (process, window);
        var (input, output) = (process.Process.StandardOutput.BaseStream, process.Process.StandardInput.BaseStream);
        Transport = new StreamTransport("the host build's standard streams", input, output, output.DisposeAsync);
    }

    public ITransport Transport { get; }

    public SharedWindow? Window { get; }

    public static IRunningBoard Start(BoardDescription board, string program)
    {
        var folder = ChildProcess.NewFolder();
        var process = board.Emulator("process");
        var window = process.Window is { Option: not null } w ? new SharedWindow(Path.Combine(folder, "window.bin"), w.Bytes) : null;
        string[] arguments = window is null ? [.. process.Arguments] : [.. process.Arguments, process.Window!.Option!, window.Path];
        return new HostBoard(ChildProcess.Start(program, arguments, folder, pipes: true), window);
    }

    public string Ending() => _process.Ending();

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        Window?.Dispose();
        await _process.DisposeAsync();
    }
}
