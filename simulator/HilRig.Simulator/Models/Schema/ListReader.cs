using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>
/// Copies lists out of a file within a budget. FlatBuffers may share one list among many tables, so a few kilobytes
/// could name billions of elements; honest files hardly share, and their elements take at least a byte each.
/// </summary>
internal sealed class ListReader(FlatFile file)
{
    private const int ElementsPerByte = 4;
    private const int Allowance = 4096;

    private readonly long _budget = ((long)ElementsPerByte * file.Bytes.Length) + Allowance;
    private long _spent;

    public FlatFile File { get; } = file;

    public ImmutableArray<int> Int32s(FlatTable table, int field, string part) => Charged(table, field, 4, part).Int32s();

    public ImmutableArray<long> Int64s(FlatTable table, int field, string part) => Charged(table, field, 8, part).Int64s();

    public ImmutableArray<float> Singles(FlatTable table, int field, string part) => Charged(table, field, 4, part).Singles();

    /// <summary>The tables of a vector, each named <c><paramref name="name"/> index</c> in messages.</summary>
    public ImmutableArray<FlatTable> Tables(FlatTable table, int field, string part, string name)
    {
        FlatVector vector = Charged(table, field, 4, part);
        var tables = ImmutableArray.CreateBuilder<FlatTable>(vector.Count);
        for (int i = 0; i < vector.Count; i++)
            tables.Add(vector.Table(i, $"{name} {i}"));
        return tables.MoveToImmutable();
    }

    /// <summary>A text, null when absent.</summary>
    public string? Text(FlatTable table, int field, string part)
    {
        Charged(table, field, 1, part);
        return table.Text(field, part);
    }

    private FlatVector Charged(FlatTable table, int field, int elementBytes, string part)
    {
        FlatVector vector = table.Vector(field, elementBytes, part);
        _spent += vector.Count;
        if (_spent > _budget)
            throw table.Damaged($"with its {part} the lists read so far have {_spent} elements, and at most {_budget} "
                + $"({ElementsPerByte} for each byte of the file) are read");
        return vector;
    }
}
