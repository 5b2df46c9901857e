using System.Globalization;
using HilRig.Harness.Transports.ChildProcesses;
using HilRig.Harness.Transports.Serial;
using HilRig.Harness.Transports.Tcp;
using HilRig.Harness.Transports.UnixSocket;
using HilRig.Protocol;

namespace HilRig.Harness.Transports;

/// <summary>Opens a link by its address, `scheme:rest`. One line per transport.</summary>
public static class TransportRegistry
{
    private static readonly Dictionary<string, Func<string, CancellationToken, Task<ITransport>>> Openers = new(StringComparer.Ordinal)
    {
        ["unix"] = async (path, token) => await UnixSocketTransport.ConnectAsync(path, token).ConfigureAwait(false),
        ["tcp"] = OpenTcpAsync,
        ["serial"] = async (port, token) => await SerialTransport.OpenAsync(SerialSettings.Parse(port), token).ConfigureAwait(false),
        ["process"] = (program, _) => Task.FromResult<ITransport>(ProcessTransport.Start(program)),
    };

    /// <summary>The schemes there are.</summary>
    public static IReadOnlyCollection<string> Schemes => Openers.Keys;

    /// <summary>Opens `unix:PATH`, `tcp:HOST:PORT`, `serial:PORT[:BAUD]` or `process:PROGRAM`.</summary>
    /// <exception cref="TransportOpenException">Unknown scheme, bad address, or nobody there.</exception>
    public static Task<ITransport> OpenAsync(string address, CancellationToken cancellationToken)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Openers.TryGetValue(address[..colon], out var open)
            ? open(address[(colon + 1)..], cancellationToken)
            : throw new TransportOpenException($"'{address}' is no link address: legal are {string.Join(", ", Schemes.Select(scheme => $"{scheme}:…"))}.");
    }

    private static async Task<ITransport> OpenTcpAsync(string rest, CancellationToken cancellationToken)
    {
        var colon = rest.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new TransportOpenException($"'tcp:{rest}' is no address: write tcp:HOST:PORT with a port of 1..65535.");
        return await TcpTransport.ConnectAsync(rest[..colon], port, cancellationToken).ConfigureAwait(false);
    }
}
