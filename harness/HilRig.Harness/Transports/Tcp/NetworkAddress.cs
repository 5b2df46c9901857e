using System.Globalization;
using System.Text.RegularExpressions;

namespace HilRig.Harness.Transports.Tcp;

/// <summary>A host and a TCP port: `HOST:PORT`, an IPv6 address in brackets.</summary>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">1..65535.</param>
public sealed partial record NetworkAddress(string Host, int Port)
{
    /// <summary>How it is written, for messages.</summary>
    public const string Form = "HOST:PORT with a port of 1..65535 and an IPv6 address in brackets, as in [::1]:4000";

    /// <summary>Reads an address with nothing behind it.</summary>
    public static NetworkAddress? TryParse(string text) => TrySplit(text) is (var address, "") ? address : null;

    /// <summary>Reads an address and gives what stands behind it: nothing, or a colon or comma and more. Null when no address stands there.</summary>
    public static (NetworkAddress Address, string Behind)? TrySplit(string text) =>
        Written().Match(text) is { Success: true, Groups: var parts } && PortOf(parts["port"].Value) is { } port
            ? (new(parts["host"].Value, port), parts["rest"].Value)
            : null;

    /// <summary>`192.168.7.2:4000`, `[::1]:4000`.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static int? PortOf(string digits) => ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : null;

    [GeneratedRegex(
        @"^(\[(?<host>[^\[\]]+)\]|(?<host>[^:,\[\]\s]+)):(?<port>[0-9]{1,5})(?<rest>([:,].*)?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
