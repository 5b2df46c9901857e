using HilRig.Harness.Devices;

namespace HilRig.Harness.Elf;

/// <summary>A file is no ELF of a 32-bit little-endian program, or is damaged.</summary>
public sealed class ElfException(string path, string why) : InfrastructureException(
    $"{path} is no firmware ELF that can be read: {why}. Give the .elf that the firmware's Makefile links.")
{
}
