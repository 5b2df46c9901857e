using HilRig.Harness.Boards;
using HilRig.Protocol;

namespace HilRig.Harness.Emulators;

/// <summary>A running board: its link, its shared memory and its process. Ends surely on dispose.</summary>
public sealed class EmulatedBoard : IAsyncDisposable
{
    private readonly IEmulatorProcess _process;
    private readonly PrivateFolder? _folder;

    internal EmulatedBoard(BoardDescription board, ITransport transport, IEmulatorProcess process, PrivateFolder? folder, SharedWindow? window)
    {
        Board = board;
        Transport = transport;
        _process = process;
        _folder = folder;
        Window = window;
    }

    public BoardDescription Board { get; }

    /// <summary>The link; wrap it and give it to a <see cref="Devices.DeviceClient"/>. Closing it twice does no harm.</summary>
    public ITransport Transport { get; }

    /// <summary>Memory shared with the board; null when it has none or it was not asked for.</summary>
    public SharedWindow? Window { get; }

    /// <summary>Process id of the emulator.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The last part of what the emulator wrote to stderr, or of its log.</summary>
    public string StandardError => _process.StandardError;

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => _process.ExitCode;

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync().ConfigureAwait(false);
        await _process.DisposeAsync().ConfigureAwait(false);
        Window?.Dispose();
        _folder?.Dispose();
    }
}
