using System.Globalization;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Elf;
using HilRig.Harness.Recovery;
using HilRig.Harness.Transports.Serial;

namespace HilRig.Harness.Targets;

/// <summary>A board on a serial port. It is found again by its USB identity when it comes back under another name.</summary>
/// <param name="name">As the user named it.</param>
/// <param name="port">Where it is now.</param>
/// <param name="settings">Of the run.</param>
public sealed class SerialSource(string name, SerialSettings port, TargetSettings settings) : IBoardSource
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private readonly UsbPort? _usb = UsbScan.Ports().FirstOrDefault(usb => usb.Port == PortHolders.RealPath(port.Port));

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Further ways to restart it, after those that need the port only and before the user's own command: its debug probe.</summary>
    public IReadOnlyList<(string Name, Func<CancellationToken, Task> Restart)> Restarts { get; init; } = [];

    /// <summary>How long a port that has vanished may take to come back.</summary>
    public TimeSpan ComeBack { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Of the firmware, where its ELF is at hand.</summary>
    public ElfSymbols? Symbols { get; init; }

    private SerialLine Line => field ??= new(name, port, settings) { Symbols = Symbols };

    /// <inheritdoc/>
    public IReadOnlyList<IResetRung> Rungs =>
    [
        new SoftReset(Line.SoftResetAsync),
        new Reopen("port reopened", OpenAgainAsync) { Deadline = ComeBack },
        new Reopen("DTR/RTS", PulseAsync) { Deadline = ComeBack },
        .. Restarts.Select(way => Restarting(way.Name, way.Restart)),
        .. settings.ResetCommand is { } command ? [Restarting("user command", token => ShellCommand.RunAsync(command, token))] : Array.Empty<IResetRung>(),
    ];

    /// <summary>`PORT[:BAUD]`, or a baud rate alone for the only board.</summary>
    public static SerialSource At(string name, string address, TargetSettings settings) =>
        int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out var baud) && baud > 0
            ? new(name, new SerialSettings(UsbScan.Only(UsbScan.Ports()).Port, baud), settings)
            : new(name, SerialSettings.Parse(address), settings);

    /// <summary>The only known board that is plugged in.</summary>
    /// <exception cref="NoSuchDeviceException">None, or more than one.</exception>
    public static SerialSource Only(TargetSettings settings) => new("serial", new SerialSettings(UsbScan.Only(UsbScan.Ports()).Port), settings);

    /// <inheritdoc/>
    public bool FlashesAtStart => false;

    /// <inheritdoc/>
    public async Task<BoardSession> OpenAsync(byte[]? flashedImage, CancellationToken cancellation) =>
        await Line.GreetAsync(await SerialTransport.OpenAsync(Now(), cancellation), cancellation);

    private Reopen Restarting(string way, Func<CancellationToken, Task> restart) =>
        new(way, OpenAgainAsync, restart) { Deadline = ComeBack + TimeSpan.FromSeconds(20) };

    private async Task<BoardSession> OpenAgainAsync(CancellationToken cancellation)
    {
        await AwaitPortAsync(cancellation);
        return await OpenAsync(null, cancellation);
    }

    private async Task<BoardSession> PulseAsync(CancellationToken cancellation)
    {
        await AwaitPortAsync(cancellation);
        return await Line.PulseAndGreetAsync(await SerialTransport.OpenAsync(Now(), cancellation), cancellation);
    }

    // A device that enumerates anew may get another name: its identity counts, not the port.
    private SerialSettings Now() => _usb is { Serial.Length: > 0 } usb
        && UsbScan.Ports().FirstOrDefault(found => found with { Port = usb.Port } == usb) is { } here
            ? port with { Port = here.Port }
            : port;

    private async Task AwaitPortAsync(CancellationToken cancellation)
    {
        while (!File.Exists(Now().Port))
            await Task.Delay(BetweenLooks, cancellation);
    }
}
