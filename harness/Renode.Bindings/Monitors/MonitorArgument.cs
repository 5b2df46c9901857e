using System.Globalization;
using System.Text.RegularExpressions;

namespace Renode.Bindings.Monitors;

/// <summary>
/// Writes values as the monitor's commands take them. Its quoting cannot say everything (a backslash cannot end a text, a path cannot hold a semicolon):
/// what cannot be said is refused rather than sent as something else.
/// </summary>
public static partial class MonitorArgument
{
    /// <summary>A text in quotes.</summary>
    /// <exception cref="MonitorArgumentException">It holds control characters, or no quoting the monitor knows says it.</exception>
    public static string Text(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Check(value);
        foreach (var quote in new[] { '"', '\'' })
        {
            var quoted = $"{quote}{value.Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal)}{quote}";
            if (Unquoted(quoted, quote) == value)
                return quoted;
        }
        throw new MonitorArgumentException(
            value, "its mix of quotes and backslashes cannot be quoted; a text must not end in a backslash or have one before a quote");
    }

    /// <summary>A file's path, made absolute: the monitor would look for a relative one in folders of its own.</summary>
    /// <exception cref="MonitorArgumentException">It holds a semicolon, a tab or another control character, or a backslash before a space.</exception>
    public static string FilePath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        Check(full);
        if (full.AsSpan().ContainsAny(';', '\u00a0') || full.Contains(@"\ ", StringComparison.Ordinal))
            throw new MonitorArgumentException(full, "the monitor's paths cannot hold `;` or a backslash before a space: move the file");
        return "@" + full.Replace(" ", @"\ ", StringComparison.Ordinal);
    }

    /// <summary>A number in hexadecimal.</summary>
    /// <exception cref="MonitorArgumentException">Above 0x7FFFFFFFFFFFFFFF: the monitor's numbers are signed.</exception>
    public static string Number(ulong value) => value <= long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"0x{value:X}")
        : throw new MonitorArgumentException($"0x{value:X}", "the monitor's numbers end at 0x7FFFFFFFFFFFFFFF");

    /// <summary>A virtual time in seconds.</summary>
    /// <exception cref="MonitorArgumentException">Not above zero.</exception>
    public static string Time(TimeSpan time) => time > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"\"{time.Ticks / 1e7m:0.0######}\"")
        : throw new MonitorArgumentException(time.ToString(), "a time must be above zero");

    /// <summary>The name of a peripheral: `cpu`, `sysbus.usart2`.</summary>
    /// <exception cref="MonitorArgumentException">Not names of letters, digits and `_` parted by dots.</exception>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NamePattern().IsMatch(name) ? name
            : throw new MonitorArgumentException(name, "a peripheral's name is letters, digits and `_`, parts joined by dots, such as sysbus.usart2");
    }

    // As the monitor reads it: see what comes out before it is sent.
    private static string? Unquoted(string quoted, char quote)
    {
        var pattern = quote == '"' ? DoubleQuoted() : SingleQuoted();
        return pattern.Match(quoted) is { Success: true } match && match.Length == quoted.Length
            ? quoted.Replace($"\\{quote}", quote.ToString(), StringComparison.Ordinal)[1..^1] : null;
    }

    private static void Check(string value)
    {
        // A tab asks the monitor's editor to complete, a line feed ends the command, an escape moves its cursor.
        if (value.Any(char.IsControl))
            throw new MonitorArgumentException(value, "control characters cannot be sent to the monitor: write the text to a file and include that");
    }

    [GeneratedRegex("""^"[^"\\]*(?:\\.[^"\\]*)*"$""")]
    private static partial Regex DoubleQuoted();

    [GeneratedRegex("""^'[^'\\]*(?:\\.[^'\\]*)*'$""")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$", RegexOptions.ECMAScript)]
    private static partial Regex NamePattern();
}
