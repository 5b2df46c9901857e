using System.Text;

namespace HilRig.Simulator.Models.Schema;

/// <summary>
/// One table of a <see cref="FlatFile"/>, its vtable and extent checked when it is opened. Fields go by their number
/// in the schema; an absent field gives the default. The default value of this struct is an absent table.
/// </summary>
internal readonly struct FlatTable
{
    private const int VTableHeader = 4;

    private readonly FlatFile _file;
    private readonly int _vtable;
    private readonly int _vtableBytes;
    private readonly int _tableBytes;

    private FlatTable(FlatFile file, int position, int vtable, string what)
    {
        (_file, Position, _vtable, What) = (file, position, vtable, what);
        (_vtableBytes, _tableBytes) = (file.UInt16(vtable), file.UInt16(vtable + 2));
    }

    /// <summary>What the table is, for messages: <c>tensor 12</c>.</summary>
    public string What { get; }

    public int Position { get; }

    public bool Exists => _file is not null;

    /// <summary>Field numbers that the table's vtable has room for.</summary>
    public int FieldCount => Exists ? (_vtableBytes - VTableHeader) / 2 : 0;

    /// <exception cref="MalformedModelException">Table or vtable do not lie in the file or contradict themselves.</exception>
    public static FlatTable At(FlatFile file, long target, string what)
    {
        int position = file.Require(target, 4, what);
        int vtable = file.Require(position - (long)file.Int32(position), VTableHeader, what, "the vtable");
        var table = new FlatTable(file, position, vtable, what);
        table.CheckExtent();
        return table;
    }

    public bool Has(int field) => Slot(field) != 0;

    /// <summary>Position of a field's inline bytes in the file; 0 when the field is absent.</summary>
    public int FieldPosition(int field, int width)
    {
        int slot = Slot(field);
        if (slot == 0)
            return 0;
        if (slot < VTableHeader || slot + width > _tableBytes)
            throw Damaged($"field {field} takes {width} bytes at offset {slot} of a table of {_tableBytes} bytes");
        return Position + slot;
    }

    public byte UInt8(int field, byte absent = 0) => FieldPosition(field, 1) is var at and not 0 ? _file.UInt8(at) : absent;

    public int Int32(int field, int absent = 0) => FieldPosition(field, 4) is var at and not 0 ? _file.Int32(at) : absent;

    public uint UInt32(int field, uint absent = 0) => FieldPosition(field, 4) is var at and not 0 ? _file.UInt32(at) : absent;

    public long Int64(int field, long absent = 0) => FieldPosition(field, 8) is var at and not 0 ? _file.Int64(at) : absent;

    public float Single(int field, float absent = 0) => FieldPosition(field, 4) is var at and not 0 ? _file.Single(at) : absent;

    /// <summary>The table a field points to, absent when the field is.</summary>
    public FlatTable Table(int field, string what) =>
        FieldPosition(field, 4) is var at and not 0 ? At(_file, _file.Target(at), what) : default;

    /// <summary>The vector a field points to, empty when the field is absent.</summary>
    public FlatVector Vector(int field, int elementBytes, string part) =>
        FieldPosition(field, 4) is var at and not 0 ? FlatVector.At(_file, _file.Target(at), elementBytes, What, part) : default;

    /// <summary>The text a field points to, null when absent. Bytes that are no UTF-8 become U+FFFD.</summary>
    public string? Text(int field, string part)
    {
        if (!Has(field))
            return null;
        FlatVector text = Vector(field, 1, part);
        int end = _file.Require((long)text.Start + text.Count, 1, What, part);
        if (_file.UInt8(end) != 0)
            throw Damaged($"its {part} lacks the zero byte that ends a text");
        return Encoding.UTF8.GetString(text.Bytes.Span);
    }

    public MalformedModelException Damaged(string finding) =>
        new($"{What} is damaged: {finding}; fetch the model file again or export it anew");

    private int Slot(int field) =>
        Exists && field >= 0 && field < FieldCount ? _file.UInt16(_vtable + VTableHeader + (2 * field)) : 0;

    private void CheckExtent()
    {
        if (_vtableBytes < VTableHeader || _vtableBytes % 2 != 0 || _tableBytes < 4)
            throw Damaged($"its vtable gives itself {_vtableBytes} bytes (even, at least 4) and the table {_tableBytes} (at least 4)");
        _file.Require(_vtable, _vtableBytes, What, "the vtable");
        _file.Require(Position, _tableBytes, What);
    }
}
