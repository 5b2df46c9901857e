using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Recovery;
using HilRig.Harness.Transports.Serial;

namespace HilRig.Harness.Targets;

/// <summary>A board on a serial line, here or behind a server: greeted, at its best speed, also after a reset.</summary>
/// <param name="name">As the user named it.</param>
/// <param name="line">How it is driven.</param>
/// <param name="settings">Of the run.</param>
internal sealed class SerialLine(string name, SerialSettings line, TargetSettings settings)
{
    private static readonly TimeSpan LinesPulled = TimeSpan.FromMilliseconds(100);

    // What is tried below the speed asked for, the best first.
    private static readonly int[] Speeds = [2_000_000, 1_000_000, 921_600, 460_800, 230_400];
    private ISerialLink? _link;

    /// <summary>Of the firmware, where its ELF is at hand.</summary>
    public ElfSymbols? Symbols { get; init; }

    /// <summary>Greets the board on a link just opened.</summary>
    /// <exception cref="InfrastructureException">It does not answer; the link is closed.</exception>
    public async Task<BoardSession> GreetAsync(ISerialLink link, CancellationToken cancellation)
    {
        var device = new DeviceClient(settings.Wrap(link), settings.ClientOptions with { Symbols = Symbols }, settings.Log);
        var session = await BoardSession.GreetAsync(device, null, null, cancellation);
        _link = link;
        await OrCloseAsync(session, () => RaiseSpeedAsync(session, cancellation));
        return session;
    }

    /// <summary>The same after a pull at the control lines. Boards take either line to their reset circuit: both are let go and pulled again.</summary>
    public async Task<BoardSession> PulseAndGreetAsync(ISerialLink link, CancellationToken cancellation)
    {
        await OrCloseAsync(link, async () =>
        {
            await link.SetLinesAsync(!line.Dtr, !line.Rts, cancellation);
            await Task.Delay(LinesPulled, cancellation);
            await link.SetLinesAsync(line.Dtr, line.Rts, cancellation);
        });
        return await GreetAsync(link, cancellation);
    }

    /// <summary>RESET over the wire; afterwards the board has its first speed again.</summary>
    public async Task<BoardSession> SoftResetAsync(BoardSession session, CancellationToken cancellation)
    {
        await session.Device.ResetAsync(token => _link?.SetBaudAsync(line.Baud, token) ?? Task.CompletedTask, cancellation);
        await RaiseSpeedAsync(session, cancellation);
        return session;
    }

    // A port that stays open could not be opened by the next rung.
    private static async Task OrCloseAsync(IAsyncDisposable link, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    // A board that cannot, or a line that does not carry it, stays at the speed that every board starts with.
    private async Task RaiseSpeedAsync(BoardSession session, CancellationToken cancellation)
    {
        if (line.Fast is not { } fast || _link is not { } link)
            return;
        var baud = await session.Device.RaiseSpeedAsync(link, [.. Speeds.Where(speed => speed < fast && speed > line.Baud).Prepend(fast)], cancellation);
        settings.Log.Information("{Board} speaks at {Baud} baud, asked for were {Fast}", name, baud, fast);
    }
}
