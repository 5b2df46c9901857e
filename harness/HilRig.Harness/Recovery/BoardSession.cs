using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Recovery;

/// <summary>A board that was opened and has answered HELLO. Ends with all that belongs to it.</summary>
/// <param name="device">Speaks with it.</param>
/// <param name="window">Memory shared with it; null when there is none.</param>
/// <param name="owner">What carries it, as an emulator's process; null for none.</param>
public sealed class BoardSession(DeviceClient device, SharedWindow? window = null, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    public DeviceClient Device { get; } = device;

    public SharedWindow? Window { get; } = window;

    /// <summary>As of its last HELLO; an emulator's counter is called by its true name.</summary>
    public HelloReply Identity => owner is EmulatedBoard ? EmulatedCounter.Named(Greeted) : Greeted;

    private HelloReply Greeted => Device.Identity ?? throw new InvalidOperationException("the board was not greeted yet");

    /// <summary>Opens a session: greets, and closes everything again when nobody answers.</summary>
    /// <exception cref="InfrastructureException">The board does not answer.</exception>
    public static async Task<BoardSession> GreetAsync(
        DeviceClient device, SharedWindow? window, IAsyncDisposable? owner, CancellationToken cancellation)
    {
        var session = new BoardSession(device, window, owner);
        try
        {
            await device.HelloAsync(cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Device.DisposeAsync().ConfigureAwait(false);
        if (owner is not null)
            await owner.DisposeAsync().ConfigureAwait(false);
    }
}
