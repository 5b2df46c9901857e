using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace HilRig.Harness.Data;

/// <summary>An array in NumPy's <c>.npy</c> format, versions 1 to 3, C order, little-endian.</summary>
/// <param name="Type">Kind and bytes: <c>i1</c>, <c>u1</c>, <c>i2</c>, <c>f4</c>, …</param>
/// <param name="Bytes">Row-major elements.</param>
public sealed partial record NpyArray(string Type, int[] Shape, ReadOnlyMemory<byte> Bytes)
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Product of the shape.</summary>
    public long Count => Shape.Aggregate(1L, (product, n) => product * n);

    /// <exception cref="UsageException">Not an <c>.npy</c> file, or one in Fortran order or big-endian.</exception>
    public static NpyArray Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < 12 || !file.AsSpan(0, 6).SequenceEqual(Magic))
            throw new UsageException($"{path} does not begin with the .npy magic; save it with numpy.save");
        var (start, length) = file[6] == 1
            ? (10, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)))
            : (12L, (long)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8)));
        if (start + length > file.Length)
            throw new UsageException($"{path} is cut off inside its header");
        return Parse(path, Encoding.Latin1.GetString(file, (int)start, (int)length), file.AsMemory((int)(start + length)));
    }

    /// <summary>Writes version 1.0.</summary>
    public void Write(string path)
    {
        var shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        var order = Type[1] == '1' ? '|' : '<';
        var header = $"{{'descr': '{order}{Type}', 'fortran_order': False, 'shape': {shape}, }}";
        // The data begins at a multiple of 64 bytes, the header ends with a line feed.
        header = header.PadRight((header.Length + 11 + 63) / 64 * 64 - 11) + "\n";
        using var stream = File.Create(path);
        stream.Write(Magic);
        stream.Write([1, 0, (byte)(header.Length & 0xFF), (byte)(header.Length >> 8)]);
        stream.Write(Encoding.Latin1.GetBytes(header));
        stream.Write(Bytes.Span);
    }

    private static NpyArray Parse(string path, string header, ReadOnlyMemory<byte> data)
    {
        var (descr, shape) = (Descr().Match(header), ShapePattern().Match(header));
        if (!descr.Success || !shape.Success)
            throw new UsageException($"{path} has an .npy header without descr and shape: {header.Trim()}");
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
            throw new UsageException($"{path} is in Fortran order; save numpy.ascontiguousarray(x)");
        if (descr.Groups[1].Value == ">")
            throw new UsageException($"{path} is big-endian; save x.astype('<{descr.Groups[2].Value}')");
        var dimensions = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var array = new NpyArray(descr.Groups[2].Value, [.. dimensions.Select(int.Parse)], data);
        var expected = array.Count * (array.Type[1] - '0');
        if (expected != data.Length)
            throw new UsageException($"{path} holds {data.Length} bytes of data, its shape [{string.Join(',', array.Shape)}] needs {expected}");
        return array;
    }

    [GeneratedRegex(@"'descr':\s*'([<>|=])([iuf][1248])'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'shape':\s*\(([0-9, ]*)\)")]
    private static partial Regex ShapePattern();
}
