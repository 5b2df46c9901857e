using HilRig.Harness.Transports;
using Renode.Bindings;

namespace HilRig.Harness.Emulators.Renode;

/// <summary>
/// The link to a board in Renode. A core that Renode aborts answers nothing any more, and its UART stays open: the link is closed then, so that nobody takes
/// a crash for a slow board.
/// </summary>
internal sealed class RenodeLink : StreamTransport
{
    private readonly CancellationTokenSource _end = new();

    public RenodeLink(RenodeSession session, Stream uart, string board)
        : base(uart, uart, $"renode:{board} (pid {session.ProcessId})", () => ReasonAsync(session)) => _ = CloseOnAbortAsync(session, uart);

    /// <inheritdoc/>
    protected override async ValueTask CloseAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _end.Dispose();
        await base.CloseAsync().ConfigureAwait(false);
    }

    private static Task<string> ReasonAsync(RenodeSession session) => Task.FromResult(session.Emulation.Aborted switch
    {
        { IsCompletedSuccessfully: true, Result: var abort } =>
            $"Renode aborted core '{abort.Cpu}' at 0x{abort.ProgramCounter:X8}: {abort.Reason} The program crashed; real silicon would have taken a HardFault",
        _ => $"{(session.HasExited ? "Renode ended" : "Renode closed the UART")}; its last words: {LastLines(session.LogTail)}",
    });

    private static string LastLines(string log) => string.Join('\n', log.Split('\n').TakeLast(5));

    private async Task CloseOnAbortAsync(RenodeSession session, Stream uart)
    {
        try
        {
            await session.Emulation.Aborted.WaitAsync(_end.Token).ConfigureAwait(false);
            await CloseQuietlyAsync(uart).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The board was switched off before anything happened.
        }
    }
}
