namespace HilRig.Harness.Elf;

/// <summary>A name for an address.</summary>
/// <param name="Address">Without the Thumb bit.</param>
/// <param name="Size">In bytes; 0 when the assembler did not say.</param>
/// <param name="SectionIndex">Index of its section; 0 undefined, 0xFFF1 absolute.</param>
public sealed record ElfSymbol(string Name, uint Address, uint Size, ElfSymbolKind Kind, ElfBinding Binding, ushort SectionIndex)
{
    /// <summary>Whether an address lies in it.</summary>
    public bool Contains(uint address) => address >= Address && address - Address < Math.Max(Size, 1);
}

/// <summary>STT_ values.</summary>
public enum ElfSymbolKind : byte
{
    None = 0,
    Object = 1,
    Function = 2,
    Section = 3,
    File = 4,
}

/// <summary>STB_ values.</summary>
public enum ElfBinding : byte
{
    Local = 0,
    Global = 1,
    Weak = 2,
}
