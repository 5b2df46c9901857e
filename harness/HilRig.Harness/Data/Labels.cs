using System.Buffers.Binary;

namespace HilRig.Harness.Data;

/// <summary>Class labels from <c>.u8</c>, <c>.csv</c> (EEMBC <c>y_labels.csv</c> too) or <c>.npy</c>.</summary>
public static class Labels
{
    /// <param name="samples">Number of samples the labels belong to.</param>
    /// <exception cref="UsageException">The file is missing, unreadable or has another number of labels.</exception>
    public static int[] Read(string path, int samples)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no label file {path}");
        int[] labels = Path.GetExtension(path) switch
        {
            ".csv" => Csv(path),
            ".npy" => Npy(path),
            _ => [.. File.ReadAllBytes(path).Select(b => (int)b)],
        };
        return labels.Length == samples
            ? labels
            : throw new UsageException($"{path} has {labels.Length} labels for {samples} samples; there must be one for each");
    }

    /// <summary>The last whole number of each line; EEMBC writes name, number of classes, label. A heading is passed over.</summary>
    private static int[] Csv(string path)
    {
        var lines = File.ReadAllLines(path).Where(l => l.Trim().Length > 0).ToArray();
        var labels = new List<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (int.TryParse(lines[i].Split(',')[^1].Trim(), out var label))
                labels.Add(label);
            else if (i > 0)
                throw new UsageException($"{path} line {i + 1} does not end with a class number: {lines[i]}");
        }
        return [.. labels];
    }

    private static int[] Npy(string path)
    {
        var array = NpyArray.Read(path);
        var size = array.Type[1] - '0';
        if (array.Type[0] == 'f')
            throw new UsageException($"{path} holds floats; labels are integers");
        return [.. Enumerable.Range(0, (int)array.Count).Select(i => Integer(array.Bytes.Span.Slice(i * size, size)))];
    }

    private static int Integer(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        _ => checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes)),
    };
}
