using System.Globalization;

namespace HilRig.Reporting.Writers;

/// <summary>Numbers as reports show them, the same under every culture.</summary>
public static class Format
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "–";

    /// <summary>A share as a percentage; 100 % only when nothing is missing.</summary>
    public static string Percent(double? share, int digits = 1) => share is not { } s
        ? None
        : s < 1 && Math.Round(100 * s, digits) >= 100
            ? $"<{(100).ToString($"F{digits}", CultureInfo.InvariantCulture)}"
            : (100 * s).ToString($"F{digits}", CultureInfo.InvariantCulture);

    /// <summary>Rounded, never a negative zero.</summary>
    public static string Number(double? value, int digits = 0) => value is not { } v
        ? None
        : (Math.Abs(v) < 0.5 * Math.Pow(10, -digits) ? 0 : v).ToString($"N{digits}", CultureInfo.InvariantCulture);

    /// <summary>A difference with its sign; none is <c>+0</c>.</summary>
    public static string Signed(double difference, int digits = 0) => $"{(difference >= 0 ? "+" : "−")}{Number(Math.Abs(difference), digits)}";

    /// <summary>A p-value: small ones as a bound.</summary>
    public static string P(double? value) => value is not { } p
        ? None
        : p < 0.001 ? "<0.001" : p.ToString("F3", CultureInfo.InvariantCulture);

    public static string Bytes(long? value) => value is { } bytes ? Number(bytes) : None;
}
