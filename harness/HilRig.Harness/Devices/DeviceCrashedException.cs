using HilRig.Harness.Elf;
using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>The board reported a processor fault; it waits for a reset and answers nothing more.</summary>
public sealed class DeviceCrashedException : InfrastructureException
{
    /// <param name="symbols">Of the firmware, to name pc and lr; null when its ELF is not at hand.</param>
    public DeviceCrashedException(string link, FaultFrame fault, ElfSymbols? symbols = null)
        : base($"The board on {link} crashed: {fault.Describe()}{Places(fault.Registers, symbols)}")
    {
        Fault = fault;
        Place = symbols?.Find(fault.Registers.Pc)?.ToString();
    }

    /// <summary>Its registers.</summary>
    public FaultFrame Fault { get; }

    /// <summary>Function and offset of the program counter; null when unknown.</summary>
    public string? Place { get; }

    private static string Places(StackedRegisters registers, ElfSymbols? symbols) => symbols is null
        ? string.Empty
        : $"\npc is in {Name(symbols, registers.Pc)}, called from {Name(symbols, registers.Lr)}";

    private static string Name(ElfSymbols symbols, uint address) => symbols.Find(address)?.ToString() ?? $"no function of this firmware (0x{address:X8})";
}
