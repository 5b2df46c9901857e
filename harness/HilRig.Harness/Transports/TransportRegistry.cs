using HilRig.Harness.Transports.ChildProcesses;
using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Serial;
using HilRig.Harness.Transports.Tcp;
using HilRig.Harness.Transports.UnixSocket;
using HilRig.Protocol;
using Serilog.Core;

namespace HilRig.Harness.Transports;

/// <summary>Opens a link by its address, `scheme:rest`. One line per transport.</summary>
public static class TransportRegistry
{
    private static readonly Dictionary<string, Func<string, CancellationToken, Task<ITransport>>> Openers = new(StringComparer.Ordinal)
    {
        ["unix"] = async (path, token) => await UnixSocketTransport.ConnectAsync(path, token).ConfigureAwait(false),
        ["tcp"] = OpenTcpAsync,
        ["rfc2217"] = async (server, token) => await Rfc2217Transport.OpenAsync(Rfc2217Settings.Parse(server), Logger.None, token).ConfigureAwait(false),
        ["serial"] = async (port, token) => await SerialTransport.OpenAsync(SerialSettings.Parse(port), token).ConfigureAwait(false),
        ["process"] = (program, _) => Task.FromResult<ITransport>(ProcessTransport.Start(program)),
    };

    /// <summary>The schemes there are.</summary>
    public static IReadOnlyCollection<string> Schemes => Openers.Keys;

    /// <summary>Opens `unix:PATH`, `tcp:HOST:PORT`, `rfc2217:HOST:PORT[:BAUD]`, `serial:PORT[:BAUD]` or `process:PROGRAM`.</summary>
    /// <exception cref="TransportOpenException">Unknown scheme, bad address, or nobody there.</exception>
    public static Task<ITransport> OpenAsync(string address, CancellationToken cancellationToken)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Openers.TryGetValue(address[..colon], out var open)
            ? open(address[(colon + 1)..], cancellationToken)
            : throw new TransportOpenException($"'{address}' is no link address: legal are {string.Join(", ", Schemes.Select(scheme => $"{scheme}:…"))}.");
    }

    private static async Task<ITransport> OpenTcpAsync(string rest, CancellationToken token)
    {
        return await TcpTransport.ConnectAsync(
            NetworkAddress.TryParse(rest) ?? throw new TransportOpenException($"'tcp:{rest}' is no address: write tcp:{NetworkAddress.Form}."),
            token).ConfigureAwait(false);
    }
}
