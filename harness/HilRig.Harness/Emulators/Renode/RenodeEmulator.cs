using HilRig.Harness.Boards;
using Renode.Bindings;
using Renode.Bindings.Emulations;
using Renode.Bindings.Installations;

namespace HilRig.Harness.Emulators.Renode;

/// <summary>`renode`: boards with a platform description for Renode. Their binary is the one for silicon.</summary>
public sealed class RenodeEmulator : IEmulator
{
    // Bytes from the host enter the UART at its boundaries, and each costs host time. 60 digits on an F4, processor time without the start: 20 us 14 s,
    // 100 us 8 s, 500 us 5 s, 2 ms 4 s but idle waits between requests grow (2026-11-26, Renode 1.16.1).
    private static readonly TimeSpan Quantum = TimeSpan.FromMicroseconds(500);

    /// <inheritdoc/>
    public string Kind => "renode";

    /// <inheritdoc/>
    public async Task<EmulatedBoard> StartAsync(BoardDescription board, EmulatorStart start, CancellationToken cancellationToken)
    {
        start.CheckProgram(board.Id);
        var emulator = board.EmulatorOf(Kind);
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var link = await SetUpAsync(session, board, emulator, start, cancellationToken).ConfigureAwait(false);
            return new EmulatedBoard(board, new RenodeLink(session, link, board.Id), new RenodeBoardProcess(session), null, null);
        }
        catch (Exception error)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            if (error is RenodeException)
                throw new EmulatorStartException($"Renode did not start board '{board.Id}': {error.Message}");
            throw;
        }
    }

    private static async Task<RenodeSession> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RenodeSession.StartAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (RenodeMissingException missing)
        {
            throw new EmulatorMissingException(missing);
        }
        catch (RenodeException error)
        {
            throw new EmulatorStartException(error.Message);
        }
    }

    private static async Task<Stream> SetUpAsync(
        RenodeSession session, BoardDescription board, BoardEmulator emulator, EmulatorStart start, CancellationToken cancellationToken)
    {
        var emulation = session.Emulation;
        await emulation.SetAdvanceImmediatelyAsync(true, cancellationToken).ConfigureAwait(false);
        await emulation.SetQuantumAsync(Quantum, cancellationToken).ConfigureAwait(false);
        var machine = await emulation.CreateMachineAsync(board.Id, cancellationToken).ConfigureAwait(false);
        await machine.LoadPlatformAsync(PlatformOf(board, emulator), cancellationToken).ConfigureAwait(false);
        var loads = await LoadsAsync(session, board, start, cancellationToken).ConfigureAwait(false);
        foreach (var command in loads)
            await machine.SendAsync(command, cancellationToken: cancellationToken).ConfigureAwait(false);
        // A reset forgets where the vector table is until the program is loaded again.
        await machine.SetResetMacroAsync(loads, cancellationToken).ConfigureAwait(false);
        var link = await machine.OpenUartSocketAsync(emulator.Uart!, cancellationToken).ConfigureAwait(false);
        await emulation.StartAsync(cancellationToken).ConfigureAwait(false);
        return link;
    }

    private static async Task<IReadOnlyList<string>> LoadsAsync(
        RenodeSession session, BoardDescription board, EmulatorStart start, CancellationToken cancellationToken)
    {
        var program = Machine.LoadElf(start.ProgramPath);
        if (start.FlashedImage is not { } image)
            return [program];
        var address = FlashSlot.AddressOf(board);
        var path = session.PathOf("image.bin");
        await File.WriteAllBytesAsync(path, image, cancellationToken).ConfigureAwait(false);
        return [program, Machine.LoadBinary(path, address)];
    }

    private static string PlatformOf(BoardDescription board, BoardEmulator emulator)
    {
        var path = Path.Combine(board.Folder ?? string.Empty, emulator.Machine!);
        return File.Exists(path) ? path
            : throw new EmulatorStartException($"Board '{board.Id}' has no platform description '{path}': correct emulators.machine in its board.json.");
    }
}
