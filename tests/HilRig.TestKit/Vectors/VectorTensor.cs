using System.Runtime.InteropServices;
using System.Text.Json;

namespace HilRig.TestKit.Vectors;

/// <summary>A tensor of a golden vector: type, shape and little-endian bytes.</summary>
public sealed record VectorTensor(string Type, int[] Shape, byte[] Bytes)
{
    public static VectorTensor? Read(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : new(
        element.GetProperty("t").GetString()!,
        [.. element.GetProperty("s").EnumerateArray().Select(e => e.GetInt32())],
        element.GetProperty("d").GetBytesFromBase64());

    public T[] As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes).ToArray();
}
