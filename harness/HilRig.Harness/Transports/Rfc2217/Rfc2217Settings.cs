using HilRig.Harness.Transports.Serial;
using HilRig.Harness.Transports.Tcp;

namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>A serial port behind a server, and how it is driven.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Line">Speed and control lines; its port's name is the server's address.</param>
public sealed record Rfc2217Settings(NetworkAddress Server, SerialSettings Line)
{
    /// <summary>Reads `HOST:PORT[:BAUD][,dtr=on|off][,rts=on|off][,fast=BAUD]`.</summary>
    /// <exception cref="UsageException">Names what is wrong and what is legal.</exception>
    public static Rfc2217Settings Parse(string text)
    {
        if (NetworkAddress.TrySplit(text) is not var (server, rest))
            throw new UsageException($"'rfc2217:{text}' is no address: write rfc2217:HOST:PORT[:BAUD], that is {NetworkAddress.Form}");
        var words = rest.Split(',');
        var line = new SerialSettings(server.ToString());
        return new(server, (words[0].Length > 0 ? line with { Baud = SerialSettings.ParseBaud(words[0][1..]) } : line).With(words[1..]));
    }

    /// <summary>`rfc2217:bench:4000 at 115200`.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rfc2217:{Server} at {Line.Baud}");
}
