namespace HilRig.Simulator.Quantization;

/// <summary>A bias width and scheme: <c>int32</c>, <c>int8:channel-shift</c>, <c>int16:saturate</c>; <c>int8</c> alone means channel-shift.</summary>
/// <param name="Bits">8, 16 or 32.</param>
/// <param name="Scheme">Null for int32.</param>
public sealed record BiasSpec(int Bits, IBiasScheme? Scheme)
{
    public static readonly BiasSpec Int32 = new(32, null);

    /// <summary>int32 and every scheme at 16 and at 8 bits, the order of a sweep's table.</summary>
    public static IReadOnlyList<BiasSpec> All { get; } =
        [Int32, .. from bits in new[] { 16, 8 } from scheme in BiasSchemes.All select new BiasSpec(bits, scheme)];

    /// <summary>Largest stored value, 2^(Bits-1) - 1.</summary>
    public int Largest => (int)((1L << (Bits - 1)) - 1);

    /// <exception cref="FormatException">Unknown width or scheme; names the legal ones.</exception>
    public static BiasSpec Parse(string text)
    {
        var parts = text.Split(':', 2);
        if (parts[0] == "int32" && parts.Length == 1)
            return Int32;
        var bits = parts[0] switch
        {
            "int8" => 8,
            "int16" => 16,
            _ => throw new FormatException($"bias '{text}' is unknown; legal are int32, and int8 or int16 with one of {BiasSchemes.Names}"),
        };
        return new(bits, BiasSchemes.Find(parts.Length == 2 ? parts[1] : "channel-shift"));
    }

    public override string ToString() => Scheme is null ? "int32" : $"int{Bits}:{Scheme.Name}";
}
