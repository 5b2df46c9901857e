using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Targets;

/// <summary>A board that runs and has answered HELLO.</summary>
/// <param name="Board">Its process and memory.</param>
/// <param name="Device">Its link.</param>
/// <param name="Identity">What it answered.</param>
public sealed record BoardSession(EmulatedBoard Board, DeviceClient Device, HelloReply Identity) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Device.DisposeAsync();
        await Board.DisposeAsync();
    }
}

/// <summary>Starts the board.</summary>
/// <param name="flashedImage">Model image to lie in its flash at the start; null for none. Only for boards whose image slot is flash.</param>
public delegate Task<BoardSession> BoardOpener(byte[]? flashedImage, CancellationToken cancellation);
