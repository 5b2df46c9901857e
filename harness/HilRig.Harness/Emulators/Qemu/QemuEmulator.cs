using HilRig.Harness.Boards;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.ChildProcesses;
using HilRig.Harness.Transports.UnixSocket;

namespace HilRig.Harness.Emulators.Qemu;

/// <summary>`qemu`: boards QEMU has a machine for.</summary>
public sealed class QemuEmulator : IEmulator
{
    /// <inheritdoc/>
    public string Kind => "qemu";

    /// <inheritdoc/>
    public async Task<EmulatedBoard> StartAsync(BoardDescription board, EmulatorStart start, CancellationToken cancellationToken)
    {
        start.CheckProgram(board.Id);
        var (emulator, qemu) = (board.EmulatorOf(Kind), QemuProgram.Find());
        var folder = new PrivateFolder();
        SharedWindow? window = null;
        ChildProcess? process = null;
        try
        {
            if (start.ShareWindow && emulator.Window is { MemoryBackend: true } shared)
                window = SharedWindow.Create(folder.PathOf("window.bin"), shared);
            using var listener = new UnixSocketListener(folder.PathOf("link"));
            var image = await WriteImageAsync(board, start, folder, cancellationToken).ConfigureAwait(false);
            process = ParentGuard.Start(qemu, QemuArguments.Build(emulator, start.ProgramPath, listener.SocketPath, window, image, start.TracePath));
            var transport = await AcceptAsync(emulator.Machine!, listener, process, start.Timeout, cancellationToken).ConfigureAwait(false);
            return new EmulatedBoard(board, transport, process, folder, window);
        }
        catch
        {
            if (process is not null)
                await process.DisposeAsync().ConfigureAwait(false);
            window?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    private static async Task<(string Path, string Address)?> WriteImageAsync(
        BoardDescription board, EmulatorStart start, PrivateFolder folder, CancellationToken cancellationToken)
    {
        if (start.FlashedImage is not { } image)
            return null;
        var address = FlashSlot.TextOf(board);
        var path = folder.PathOf("image.bin");
        await File.WriteAllBytesAsync(path, image, cancellationToken).ConfigureAwait(false);
        return (path, address);
    }

    // Whatever comes first: the link, QEMU's end, or the deadline.
    private static async Task<StreamTransport> AcceptAsync(
        string machine, UnixSocketListener listener, ChildProcess process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        var accepted = listener.AcceptAsync(process.FindEndReasonAsync, deadline.Token);
        var ended = process.WaitForExitAsync(deadline.Token);
        await Task.WhenAny(accepted, ended).ConfigureAwait(false);
        if (accepted.IsCompletedSuccessfully)
        {
            // The waiting for its end is given up with the deadline's disposal; EndReason tells it later.
            _ = ended.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return await accepted.ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        throw new EmulatorStartException(process.ExitCode is null
            ? $"QEMU opened no link within {timeout.TotalSeconds:F0} s: {process.EndReason}. Is the machine overloaded?"
            : $"QEMU did not start machine '{machine}': {process.EndReason}. Check the arguments in board.json against this QEMU's version.");
    }
}
