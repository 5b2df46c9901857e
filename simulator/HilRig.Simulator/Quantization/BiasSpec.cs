using System.Globalization;

namespace HilRig.Simulator.Quantization;

/// <summary>A bias width and scheme: <c>int32</c>, <c>int8:channel-shift</c>, <c>int16:saturate</c>; <c>int8</c> alone means channel-shift.</summary>
/// <param name="Bits">4 to 16, or 32. Up to 8 bits are stored as INT8, more as INT16.</param>
/// <param name="Scheme">Null for int32.</param>
public sealed record BiasSpec(int Bits, IBiasScheme? Scheme)
{
    /// <summary>Fewest bits of a narrow bias.</summary>
    public const int FewestBits = 4;

    /// <summary>Most bits of a narrow bias.</summary>
    public const int MostBits = 16;

    public static readonly BiasSpec Int32 = new(32, null);

    /// <summary>int32 and every scheme at 16 and at 8 bits, the order of a sweep's table.</summary>
    public static IReadOnlyList<BiasSpec> All { get; } = At([16, 8]);

    /// <summary>Largest stored value, 2^(Bits-1) - 1.</summary>
    public int Largest => (int)((1L << (Bits - 1)) - 1);

    /// <summary>int32 and every scheme at the given widths.</summary>
    public static IReadOnlyList<BiasSpec> At(IEnumerable<int> widths) =>
        [Int32, .. from bits in widths from scheme in BiasSchemes.All select new BiasSpec(bits, scheme)];

    /// <exception cref="FormatException">Unknown width or scheme; names the legal ones.</exception>
    public static BiasSpec Parse(string text)
    {
        var parts = text.Split(':', 2);
        if (parts[0] == "int32" && parts.Length == 1)
            return Int32;
        if (!parts[0].StartsWith("int", StringComparison.Ordinal)
            || !int.TryParse(parts[0].AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits is < FewestBits or > MostBits)
            throw new FormatException($"bias '{text}' is unknown; legal are int32, and int{FewestBits} to int{MostBits} with one of {BiasSchemes.Names}");
        return new(bits, BiasSchemes.Find(parts.Length == 2 ? parts[1] : "channel-shift"));
    }

    public override string ToString() => Scheme is null ? "int32" : $"int{Bits}:{Scheme.Name}";
}
