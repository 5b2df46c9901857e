using HilRig.Harness.Boards;
using HilRig.Harness.Transports.ChildProcesses;

namespace HilRig.Harness.Emulators.Host;

/// <summary>`process`: the firmware built for the desktop, on stdin and stdout.</summary>
public sealed class HostBoard : IEmulator
{
    /// <inheritdoc/>
    public string Kind => "process";

    /// <inheritdoc/>
    public Task<EmulatedBoard> StartAsync(BoardDescription board, EmulatorStart start, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        start.CheckProgram(board.Id);
        return Task.FromResult(Start(board, board.EmulatorOf(Kind), start));
    }

    private static EmulatedBoard Start(BoardDescription board, BoardEmulator emulator, EmulatorStart start)
    {
        var folder = new PrivateFolder();
        SharedWindow? window = null;
        try
        {
            IEnumerable<string> arguments = emulator.Arguments;
            if (start.ShareWindow && emulator.Window is { Option: { } option } shared)
            {
                window = SharedWindow.Create(folder.PathOf("window.bin"), shared);
                arguments = [.. arguments, option, window.FilePath];
            }
            var transport = ProcessTransport.Start(start.ProgramPath, arguments);
            return new EmulatedBoard(board, transport, transport.Process, folder, window);
        }
        catch
        {
            window?.Dispose();
            folder.Dispose();
            throw;
        }
    }
}
