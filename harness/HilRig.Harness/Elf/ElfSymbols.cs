namespace HilRig.Harness.Elf;

/// <summary>Addresses to functions and variables.</summary>
public sealed class ElfSymbols
{
    private readonly ElfSymbol[] _byAddress;

    /// <param name="symbols">Those of an <see cref="ElfFile"/>.</param>
    public ElfSymbols(IEnumerable<ElfSymbol> symbols)
    {
        // Of several names for one address the sized, global one is what a reader of the source knows.
        _byAddress = [.. symbols
            .Where(symbol => symbol.Kind is ElfSymbolKind.Function or ElfSymbolKind.Object && symbol.SectionIndex != 0)
            .OrderBy(symbol => symbol.Address).ThenBy(symbol => symbol.Size > 0).ThenBy(symbol => symbol.Binding == ElfBinding.Global)];
    }

    /// <summary>Symbols of an ELF on disk; null when it is not there or is no 32-bit ELF, as the host build.</summary>
    public static ElfSymbols? TryLoad(string path)
    {
        try
        {
            return File.Exists(path) ? new ElfSymbols(ElfFile.Load(path).Symbols) : null;
        }
        catch (ElfException)
        {
            return null;
        }
    }

    /// <summary>The symbol an address lies in and how far; null when it lies in none.</summary>
    /// <param name="address">The Thumb bit is ignored.</param>
    public ElfPlace? Find(uint address)
    {
        address &= ~1u;
        var (low, high) = (0, _byAddress.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_byAddress[middle].Address <= address)
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 && _byAddress[low - 1].Contains(address) ? new ElfPlace(_byAddress[low - 1], address - _byAddress[low - 1].Address) : null;
    }

    /// <summary>A symbol by its name; null when there is none.</summary>
    public ElfSymbol? Named(string name) => Array.Find(_byAddress, symbol => symbol.Name == name);
}

/// <summary>A place in a program.</summary>
/// <param name="Offset">Bytes into the symbol.</param>
public sealed record ElfPlace(ElfSymbol Symbol, uint Offset)
{
    /// <summary>`arm_softmax_s8+0x1C`.</summary>
    public override string ToString() => Offset == 0 ? Symbol.Name : $"{Symbol.Name}+0x{Offset:X}";
}
