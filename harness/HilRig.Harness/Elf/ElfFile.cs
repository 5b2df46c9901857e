using System.Text;

namespace HilRig.Harness.Elf;

/// <summary>A linked 32-bit little-endian program: sections, segments and symbols. Every access is checked against the file's length.</summary>
public sealed class ElfFile
{
    private const int HeaderBytes = 52;
    private const uint NoteOfGnuBuildId = 3;
    private readonly ElfBytes _bytes;

    private ElfFile(ElfBytes bytes)
    {
        _bytes = bytes;
        RequireHeader();
        Entry = bytes.U32(24);
        Machine = bytes.U16(18);
        Segments = [.. Enumerable.Range(0, bytes.U16(44)).Select(ReadSegment)];
        Sections = ReadSections();
        Symbols = [.. Sections.Where(section => section.Type == ElfSection.SymbolTable).SelectMany(ReadSymbols)];
    }

    /// <summary>Where it starts, Thumb bit included.</summary>
    public uint Entry { get; }

    /// <summary>EM_ARM is 40.</summary>
    public ushort Machine { get; }

    public IReadOnlyList<ElfSection> Sections { get; }

    public IReadOnlyList<ElfSegment> Segments { get; }

    public IReadOnlyList<ElfSymbol> Symbols { get; }

    /// <summary>The GNU build id, usually 20 bytes; empty when it was linked without one.</summary>
    public byte[] BuildId => Sections.Where(section => section.Type == 7).Select(BuildIdIn).FirstOrDefault(id => id.Length > 0) ?? [];

    /// <exception cref="ElfException">Not readable, or no such ELF.</exception>
    public static ElfFile Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ElfException(path, error.Message);
        }
    }

    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Named in errors.</param>
    /// <exception cref="ElfException">No such ELF, or damaged.</exception>
    public static ElfFile Parse(byte[] bytes, string path) => new(new ElfBytes(bytes, path));

    /// <summary>A section's bytes.</summary>
    public ReadOnlySpan<byte> BytesOf(ElfSection section) => section.HasBytes ? _bytes.Slice(section.Offset, section.Size) : [];

    /// <summary>A segment's bytes, as stored.</summary>
    public ReadOnlySpan<byte> BytesOf(ElfSegment segment) => _bytes.Slice(segment.Offset, segment.FileSize);

    /// <summary>A section by name; null when there is none.</summary>
    public ElfSection? Section(string name) => Sections.FirstOrDefault(section => section.Name == name);

    /// <summary>Where in the file the byte of an address is.</summary>
    /// <exception cref="ElfException">No section with bytes holds it.</exception>
    public uint OffsetOf(uint address) => Sections.FirstOrDefault(section => section.HasBytes && section.Contains(address)) is { } holder
        ? holder.Offset + (address - holder.Address)
        : throw new ElfException(_bytes.Path, $"no section holds address 0x{address:X8}");

    /// <summary>The bytes that lie at an address at the start.</summary>
    /// <exception cref="ElfException">No section with bytes holds it.</exception>
    public ReadOnlySpan<byte> BytesAt(uint address, uint count) => _bytes.Slice(OffsetOf(address), count);

    private void RequireHeader()
    {
        if (_bytes.Length < HeaderBytes || !_bytes.Slice(0, 4).SequenceEqual("\u007FELF"u8))
            throw new ElfException(_bytes.Path, "it does not begin with 0x7F 'ELF'");
        if (_bytes.U8(4) != 1 || _bytes.U8(5) != 1)
            throw new ElfException(_bytes.Path, $"class {_bytes.U8(4)} and byte order {_bytes.U8(5)} are not 1 (32 bits) and 1 (little-endian)");
    }

    private ElfSegment ReadSegment(int index)
    {
        var at = EntryAt(_bytes.U32(28), index, _bytes.U16(42));
        return new(
            _bytes.U32(at), _bytes.U32(at + 24), _bytes.U32(at + 8), _bytes.U32(at + 12), _bytes.U32(at + 4), _bytes.U32(at + 16), _bytes.U32(at + 20));
    }

    private ElfSection[] ReadSections()
    {
        var count = _bytes.U16(48);
        if (count == 0)
            return [];
        var names = SectionAt(_bytes.U16(50), null);
        return [.. Enumerable.Range(0, count).Select(index => SectionAt(index, names))];
    }

    private ElfSection SectionAt(int index, ElfSection? names)
    {
        var at = EntryAt(_bytes.U32(32), index, _bytes.U16(46));
        return new(
            names is null ? string.Empty : _bytes.Text(names, _bytes.U32(at)), _bytes.U32(at + 4), _bytes.U32(at + 8), _bytes.U32(at + 12),
            _bytes.U32(at + 16), _bytes.U32(at + 20), _bytes.U32(at + 24), _bytes.U32(at + 36));
    }

    private static long EntryAt(uint table, int index, ushort size) => table + ((long)index * size);

    private IEnumerable<ElfSymbol> ReadSymbols(ElfSection table)
    {
        if (table.Link >= Sections.Count || table.EntrySize < 16)
            throw new ElfException(_bytes.Path, $"the symbol table names section {table.Link} of {Sections.Count} for its names and has entries of {table.EntrySize} bytes");
        var names = Sections[(int)table.Link];
        for (long at = table.Offset; at + table.EntrySize <= table.Offset + (long)table.Size; at += table.EntrySize)
        {
            var (value, info) = (_bytes.U32(at + 4), _bytes.U8(at + 12));
            var kind = (ElfSymbolKind)(info & 0xF);
            yield return new(
                _bytes.Text(names, _bytes.U32(at)), kind == ElfSymbolKind.Function ? value & ~1u : value, _bytes.U32(at + 8), kind,
                (ElfBinding)(info >> 4), _bytes.U16(at + 14));
        }
    }

    private byte[] BuildIdIn(ElfSection note)
    {
        for (long at = note.Offset; at + 12 <= note.Offset + (long)note.Size;)
        {
            var (name, size, type) = (_bytes.U32(at), _bytes.U32(at + 4), _bytes.U32(at + 8));
            var content = at + 12 + ((name + 3L) & ~3L);
            if (type == NoteOfGnuBuildId && Encoding.ASCII.GetString(_bytes.Slice(at + 12, Math.Min(name, 4))) == "GNU\0")
                return _bytes.Slice(content, size).ToArray();
            at = content + ((size + 3L) & ~3L);
        }
        return [];
    }
}
