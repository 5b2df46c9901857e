using HilRig.Harness.Devices;
using HilRig.Harness.Recovery;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Tcp;

namespace HilRig.Harness.Targets;

/// <summary>`tcp:HOST:PORT`: a board behind a server that passes bytes as they are; its speed and lines are the server's affair.</summary>
/// <param name="name">As the user named it.</param>
/// <param name="address">Where it is.</param>
/// <param name="settings">Of the run.</param>
public sealed class TcpSource(string name, NetworkAddress address, TargetSettings settings) : RemoteSource(name, settings)
{
    /// <summary>Reads `HOST:PORT`.</summary>
    /// <exception cref="UsageException">It is no address.</exception>
    public static TcpSource At(string name, string server, TargetSettings settings) => new(
        name, NetworkAddress.TryParse(server) ?? throw new UsageException($"'tcp:{server}' is no address: write tcp:{NetworkAddress.Form}"), settings);

    /// <inheritdoc/>
    protected override async Task<BoardSession> ConnectAsync(CancellationToken cancellation)
    {
        var link = await TcpTransport.ConnectAsync(address, cancellation);
        var device = new DeviceClient(Settings.Wrap(link), Settings.ClientOptions, Settings.Log);
        try
        {
            var session = await BoardSession.GreetAsync(device, null, null, cancellation);
            return !SpeaksTelnet(device) ? session : throw await TelnetAsync(session);
        }
        catch (LinkLostException) when (device.Journal.Stray is { Count: > 0 } heard)
        {
            throw new ServerHungUpException(link.Description, BytePreview.TextOf([.. heard]));
        }
        catch (InfrastructureException error) when (error is not TelnetOnRawLinkException && SpeaksTelnet(device))
        {
            throw new TelnetOnRawLinkException(address);
        }
    }

    // Small frames may pass a telnet server, and the first 0xFF is then lost.
    private static bool SpeaksTelnet(DeviceClient device) =>
        device.Journal.Stray is [TelnetCode.Iac, >= TelnetCode.Will and <= TelnetCode.Dont, ..];

    private async Task<TelnetOnRawLinkException> TelnetAsync(BoardSession session)
    {
        await session.DisposeAsync();
        return new(address);
    }
}

/// <summary>The server speaks telnet, the target says that it passes bytes as they are.</summary>
public sealed class TelnetOnRawLinkException(NetworkAddress address) : InfrastructureException(
    $"tcp:{address} speaks telnet, which changes bytes. Use rfc2217:{address}, or let the server pass bytes as they are (ser2net: accepter tcp).");
