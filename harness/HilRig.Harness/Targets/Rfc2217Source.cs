using HilRig.Harness.Recovery;
using HilRig.Harness.Transports.Rfc2217;

namespace HilRig.Harness.Targets;

/// <summary>`rfc2217:HOST:PORT[:BAUD]`: a board on a serial port behind a server that lets its client set the port.</summary>
/// <param name="name">As the user named it.</param>
/// <param name="port">Where it is and how it is driven.</param>
/// <param name="settings">Of the run.</param>
public sealed class Rfc2217Source(string name, Rfc2217Settings port, TargetSettings settings) : RemoteSource(name, settings)
{
    private readonly SerialLine _line = new(name, port.Line, settings);

    /// <summary>Reads `HOST:PORT[:BAUD]` and the words of a serial port behind it.</summary>
    /// <exception cref="UsageException">It is no address.</exception>
    public static Rfc2217Source At(string name, string server, TargetSettings settings) => new(name, Rfc2217Settings.Parse(server), settings);

    /// <inheritdoc/>
    protected override IEnumerable<IResetRung> LineRungs =>
        [Reopening("DTR/RTS", async token => await _line.PulseAndGreetAsync(await OpenLinkAsync(token), token))];

    /// <inheritdoc/>
    protected override Func<BoardSession, CancellationToken, Task<BoardSession>> SoftReset => _line.SoftResetAsync;

    /// <inheritdoc/>
    protected override async Task<BoardSession> ConnectAsync(CancellationToken cancellation) =>
        await _line.GreetAsync(await OpenLinkAsync(cancellation), cancellation);

    private Task<Rfc2217Transport> OpenLinkAsync(CancellationToken cancellation) => Rfc2217Transport.OpenAsync(port, Settings.Log, cancellation);
}
