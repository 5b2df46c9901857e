using System.Globalization;
using System.Text.RegularExpressions;

namespace Renode.Bindings.Monitors;

/// <summary>Reads values as the monitor prints them.</summary>
internal static partial class MonitorValue
{
    /// <summary>`0x1F`, `31`, or both as `numbersMode Both` prints them.</summary>
    public static ulong Number(string text, string command)
    {
        var match = NumberPattern().Match(text);
        return match.Groups["hex"] is { Success: true } hex ? ulong.Parse(hex.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : match.Groups["decimal"] is { Success: true } plain ? ulong.Parse(plain.Value, CultureInfo.InvariantCulture)
            : throw Unexpected(text, command, "a number");
    }

    public static bool Flag(string text, string command) => text.Trim() switch
    {
        "True" => true,
        "False" => false,
        _ => throw Unexpected(text, command, "True or False"),
    };

    /// <summary>`hh:mm:ss.fffffffff`, with days before a dot when there are any; what is below 100 ns is cut off.</summary>
    public static TimeSpan Time(string text, string command)
    {
        var match = TimePattern().Match(text);
        if (!match.Success)
            throw Unexpected(text, command, "a time");
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var fraction = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        return new TimeSpan(Part("days"), Part("hours"), Part("minutes"), Part("seconds")) + TimeSpan.FromTicks(long.Parse(fraction, CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes as `[ 0x00, 0x10, ]` prints them.</summary>
    public static byte[] Bytes(string text) =>
        [.. BytePattern().Matches(text).Select(match => byte.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    /// <summary>The first line: what follows explains which other values there might be.</summary>
    public static T Enumeration<T>(string text, string command)
        where T : struct, Enum => Enum.TryParse<T>(text.Split('\n')[0].Trim(), out var value) ? value : throw Unexpected(text, command, typeof(T).Name);

    public static RenodeException Unexpected(string text, string command, string wanted) =>
        new($"Renode answered `{command}` with '{text}', which is not {wanted}. This version of Renode may be unknown to these bindings.");

    [GeneratedRegex(@"^\s*(?:0x(?<hex>[0-9A-Fa-f]{1,16})|(?<decimal>\d{1,20}))(?:\s*\(.*\))?\s*$")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"(?:(?<days>\d+)\.)?(?<hours>\d{2}):(?<minutes>\d{2}):(?<seconds>\d{2})(?:\.(?<fraction>\d+))?")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"0x([0-9A-Fa-f]{2})\b")]
    private static partial Regex BytePattern();
}
