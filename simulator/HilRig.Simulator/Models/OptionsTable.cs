using System.Collections.Immutable;
using HilRig.Simulator.Models.Schema;

namespace HilRig.Simulator.Models;

/// <summary>
/// A verified view of an operator's built-in options table. Reads are by field number of TFLite's schema and give
/// the default where the field, or the whole table, is absent. A field that does not lie inside the file throws
/// <see cref="MalformedModelException"/>.
/// </summary>
public readonly struct OptionsTable
{
    private readonly FlatTable _table;

    internal OptionsTable(byte unionType, FlatTable table)
    {
        UnionType = unionType;
        _table = table;
    }

    /// <summary>TFLite's <c>BuiltinOptions</c> union member; 0 when there is no table.</summary>
    public byte UnionType { get; init; }

    /// <summary>True when the file has a table; else every read gives its default.</summary>
    public bool IsPresent => _table.Exists;

    /// <summary>True when the table holds the field; writers leave out fields that equal the schema's default.</summary>
    public bool Has(int field) => _table.Has(field);

    public byte UInt8(int field, byte absent = 0) => _table.UInt8(field, absent);

    public sbyte Int8(int field, sbyte absent = 0) => unchecked((sbyte)_table.UInt8(field, (byte)absent));

    /// <summary>Any byte but 0 counts as true, as C++ readers take it.</summary>
    public bool Bool(int field, bool absent = false) => _table.UInt8(field, absent ? (byte)1 : (byte)0) != 0;

    public int Int32(int field, int absent = 0) => _table.Int32(field, absent);

    public uint UInt32(int field, uint absent = 0) => _table.UInt32(field, absent);

    public long Int64(int field, long absent = 0) => _table.Int64(field, absent);

    /// <summary>The float as it stands in the file: NaN and infinities are the caller's to judge.</summary>
    public float Single(int field, float absent = 0) => _table.Single(field, absent);

    /// <summary>Copies a list of int32; empty when absent.</summary>
    public ImmutableArray<int> Int32Vector(int field) => _table.Vector(field, 4, $"option {field}").Int32s();

    /// <summary>Copies a list of float32; empty when absent.</summary>
    public ImmutableArray<float> SingleVector(int field) => _table.Vector(field, 4, $"option {field}").Singles();

    /// <summary>Copies a list of bytes; empty when absent.</summary>
    public ImmutableArray<byte> UInt8Vector(int field) => _table.Vector(field, 1, $"option {field}").UInt8s();

    /// <summary>A text; null when absent.</summary>
    public string? Text(int field) => _table.Text(field, $"option {field}");
}
