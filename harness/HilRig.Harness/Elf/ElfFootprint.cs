namespace HilRig.Harness.Elf;

/// <summary>What kind of memory bytes take.</summary>
public enum MemoryKind
{
    /// <summary>Code, in flash.</summary>
    Text,

    /// <summary>Constants, in flash.</summary>
    ReadOnlyData,

    /// <summary>Initialised variables: in RAM, and in flash for their first values.</summary>
    Data,

    /// <summary>Variables that begin as zero, in RAM.</summary>
    Bss,

    /// <summary>RAM that is set aside and not cleared: stack, arena, bias RAM, image slot (sections `.stack` and `.noinit`).</summary>
    Reserved,
}

/// <summary>Bytes of one source file in one kind of memory.</summary>
/// <param name="File">`convolve_s8.c`, without folder, as the symbol table has it; empty for what is no file's.</param>
public sealed record FilePart(string File, MemoryKind Kind, long Bytes);

/// <summary>
/// Where a program's memory goes, by source file. A linker lays a file's part of a section down in one piece, and its local symbols (GNU as writes one at the
/// beginning of code and of data) tell whose piece it is. What has none counts to the piece before it; all parts add up to the sections.
/// </summary>
public static class ElfFootprint
{
    /// <summary>The parts of all allocated sections.</summary>
    public static IReadOnlyList<FilePart> Of(ElfFile elf)
    {
        var owners = Owners(elf).ToLookup(o => o.Section);
        var parts = elf.Sections.SelectMany((section, index) => section.IsAllocated && section.Size > 0 ? Split(section, owners[index]) : []);
        return [.. parts.GroupBy(p => (p.File, p.Kind)).Select(g => new FilePart(g.Key.File, g.Key.Kind, g.Sum(p => p.Bytes)))];
    }

    private static IEnumerable<FilePart> Split(ElfSection section, IEnumerable<Owner> owners)
    {
        var (kind, at, file, end) = (KindOf(section), (long)section.Address, "", section.Address + (long)section.Size);
        foreach (var owner in owners.Where(o => o.Address >= section.Address && o.Address < end).OrderBy(o => o.Address))
        {
            if (owner.Address > at)
                yield return new(file, kind, owner.Address - at);
            (at, file) = (owner.Address, owner.File);
        }
        yield return new(file, kind, end - at);
    }

    // A file's symbol comes before its local ones.
    private static IEnumerable<Owner> Owners(ElfFile elf)
    {
        var file = "";
        foreach (var symbol in elf.Symbols)
        {
            if (symbol.Kind == ElfSymbolKind.File)
                file = symbol.Name;
            else if (symbol.Binding == ElfBinding.Local && symbol.Kind != ElfSymbolKind.Section && symbol.SectionIndex != 0 && file.Length > 0)
                yield return new(symbol.SectionIndex, symbol.Address & ~1u, file);
        }
    }

    private static MemoryKind KindOf(ElfSection section) => section switch
    {
        { Name: ".stack" or ".noinit" } => MemoryKind.Reserved,
        { IsExecutable: true } => MemoryKind.Text,
        { IsWritable: false } => MemoryKind.ReadOnlyData,
        { HasBytes: true } => MemoryKind.Data,
        _ => MemoryKind.Bss,
    };

    private sealed record Owner(int Section, uint Address, string File);
}
