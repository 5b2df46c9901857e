namespace HilRig.Harness.Elf;

/// <summary>A section.</summary>
/// <param name="Name">`.text`, `.rodata`, …</param>
/// <param name="Type">SHT_PROGBITS 1, SHT_SYMTAB 2, SHT_STRTAB 3, SHT_NOTE 7, SHT_NOBITS 8, …</param>
/// <param name="Flags">SHF_WRITE 1, SHF_ALLOC 2, SHF_EXECINSTR 4, …</param>
/// <param name="Address">Where it runs; 0 when it is not loaded.</param>
/// <param name="Offset">In the file.</param>
/// <param name="Size">In bytes, also of a section without bytes in the file.</param>
/// <param name="Link">Index of the section it belongs with, e.g. a symbol table's names.</param>
/// <param name="EntrySize">Bytes of one entry of a table.</param>
public sealed record ElfSection(string Name, uint Type, uint Flags, uint Address, uint Offset, uint Size, uint Link, uint EntrySize)
{
    internal const uint SymbolTable = 2;
    internal const uint NoBits = 8;

    /// <summary>Takes memory on the target.</summary>
    public bool IsAllocated => (Flags & 2) != 0;

    public bool IsExecutable => (Flags & 4) != 0;

    public bool IsWritable => (Flags & 1) != 0;

    /// <summary>Has bytes in the file; a `.bss` has none.</summary>
    public bool HasBytes => Type != NoBits;

    /// <summary>Whether an address lies in it.</summary>
    public bool Contains(uint address) => IsAllocated && address >= Address && address - Address < Size;
}
