namespace HilRig.Simulator.Models;

/// <summary>Sizes and file names of element types.</summary>
public static class ElementTypes
{
    /// <summary>Bytes that <paramref name="count"/> elements take; sub-byte types are packed and rounded up.</summary>
    /// <exception cref="UnsupportedModelException">The type has no fixed size (strings, resources).</exception>
    public static long BytesFor(this ElementType type, long count) => type switch
    {
        ElementType.Int4 => (count + 1) / 2,
        ElementType.Int2 => (count + 3) / 4,
        ElementType.Int8 or ElementType.UInt8 or ElementType.Bool => count,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 or ElementType.BFloat16 => checked(count * 2),
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => checked(count * 4),
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 => checked(count * 8),
        ElementType.Complex128 => checked(count * 16),
        _ => throw new UnsupportedModelException($"a tensor of type {type.TfLiteName()} has no fixed size; use a numeric type"),
    };

    /// <summary>True for types with a fixed size: all but texts, handles and variants.</summary>
    public static bool IsNumeric(this ElementType type) => type is not (ElementType.String or ElementType.Resource or ElementType.Variant);

    /// <summary>The name as TFLite's schema spells it: <c>INT8</c>, <c>FLOAT32</c>.</summary>
    public static string TfLiteName(this ElementType type) => type.ToString().ToUpperInvariant();
}
