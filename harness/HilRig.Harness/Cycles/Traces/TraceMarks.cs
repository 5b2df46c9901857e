using HilRig.Harness.Elf;

namespace HilRig.Harness.Cycles.Traces;

/// <summary>Where an operator's figure begins and ends: the first reading of the counter after each of the runner's two hooks.</summary>
/// <param name="Before">Address of the hook before an operator.</param>
/// <param name="After">Of the one after it.</param>
/// <param name="Counter">Of the function that reads the counter.</param>
public sealed record TraceMarks(uint Before, uint After, uint Counter)
{
    /// <exception cref="ElfException">The firmware has not just one function of each name.</exception>
    public static TraceMarks Of(ElfFile elf, string path) =>
        new(AddressOf(elf, path, "before"), AddressOf(elf, path, "after"), AddressOf(elf, path, "hil_port_ticks"));

    private static uint AddressOf(ElfFile elf, string path, string name)
    {
        var found = elf.Symbols.Where(s => s.Kind == ElfSymbolKind.Function && s.Name == name).ToList();
        return found.Count == 1
            ? found[0].Address
            : throw new ElfException(path, $"{found.Count} functions are called '{name}', one is needed to tell operators apart in a trace");
    }
}
