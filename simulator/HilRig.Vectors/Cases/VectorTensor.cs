using System.Runtime.InteropServices;
using System.Text.Json;

namespace HilRig.Vectors.Cases;

/// <summary>A tensor of a golden vector.</summary>
/// <param name="Type">i4, i8, u8, i16, i32 or i64.</param>
/// <param name="Bytes">Little-endian, row-major; i4 two nibbles a byte, low one first.</param>
public sealed record VectorTensor(string Type, int[] Shape, byte[] Bytes)
{
    /// <summary>Number of elements.</summary>
    public int Count => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>The elements; for i4 the packed bytes.</summary>
    public T[] As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes).ToArray();

    /// <summary>One element as a number.</summary>
    public long Element(int index) => Type switch
    {
        "i4" => unchecked((sbyte)(Bytes[index / 2] << (index % 2 == 0 ? 4 : 0))) >> 4,
        "i8" => unchecked((sbyte)Bytes[index]),
        "u8" => Bytes[index],
        "i16" => BitConverter.ToInt16(Bytes, 2 * index),
        "i32" => BitConverter.ToInt32(Bytes, 4 * index),
        "i64" => BitConverter.ToInt64(Bytes, 8 * index),
        _ => throw new VectorFormatException($"tensor type '{Type}' is unknown; known are i4, i8, u8, i16, i32, i64"),
    };

    /// <summary>Null for a NULL pointer.</summary>
    internal static VectorTensor? Read(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : new(
        element.GetProperty("t").GetString()!,
        [.. element.GetProperty("s").EnumerateArray().Select(e => e.GetInt32())],
        element.GetProperty("d").GetBytesFromBase64());
}
