using System.Globalization;

namespace HilRig.Harness.Transports.Serial;

/// <summary>A serial port and how it is driven: 8 data bits, no parity, 1 stop bit, no handshake.</summary>
/// <param name="Port">`/dev/ttyACM0`, or a link to it below `/dev/serial/by-id`.</param>
/// <param name="Baud">Bits per second, 1 or more.</param>
public sealed record SerialSettings(string Port, int Baud = SerialSettings.SafeBaud)
{
    /// <summary>What every board starts with.</summary>
    public const int SafeBaud = 115_200;

    /// <summary>DTR while the port is open. Many USB devices send nothing without it.</summary>
    public bool Dtr { get; init; } = true;

    /// <summary>RTS while the port is open.</summary>
    public bool Rts { get; init; } = true;

    /// <summary>The speed to negotiate up to once the board has answered; null to stay.</summary>
    public int? Fast { get; init; }

    /// <summary>Reads `PORT[:BAUD][,dtr=on|off][,rts=on|off][,fast=BAUD]`.</summary>
    /// <exception cref="UsageException">Names the word and what is legal.</exception>
    public static SerialSettings Parse(string text)
    {
        var words = text.Split(',');
        return ParsePort(words[0]).With(words[1..]);
    }

    /// <summary>With `dtr=on|off`, `rts=on|off`, `fast=BAUD`.</summary>
    /// <exception cref="UsageException">Names the word and what is legal.</exception>
    internal SerialSettings With(IEnumerable<string> words) => words.Aggregate(this, (settings, word) => word switch
    {
        "dtr=on" => settings with { Dtr = true },
        "dtr=off" => settings with { Dtr = false },
        "rts=on" => settings with { Rts = true },
        "rts=off" => settings with { Rts = false },
        _ when word.StartsWith("fast=", StringComparison.Ordinal) => settings with { Fast = ParseBaud(word[5..]) },
        _ => throw new UsageException($"'{word}' is no setting of a serial port; legal are dtr=on, dtr=off, rts=on, rts=off and fast=BAUD"),
    });

    /// <summary>`serial:/dev/ttyACM0 at 115200`.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"serial:{Port} at {Baud}");

    // Ports may have colons in their names (by-path links): only digits behind the last one are a speed.
    private static SerialSettings ParsePort(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 1 || File.Exists(text) || !text.AsSpan(colon + 1).ContainsAnyInRange('0', '9') || text.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9'))
            return new(text);
        return new(text[..colon], ParseBaud(text[(colon + 1)..]));
    }

    /// <exception cref="UsageException">It is none.</exception>
    internal static int ParseBaud(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var baud) && baud > 0
        ? baud
        : throw new UsageException($"'{text}' is no baud rate; legal are 1..{int.MaxValue}");
}
