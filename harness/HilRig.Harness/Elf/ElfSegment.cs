namespace HilRig.Harness.Elf;

/// <summary>A program header: what a loader puts where.</summary>
/// <param name="Type">PT_LOAD 1, PT_NOTE 4, …</param>
/// <param name="Flags">PF_X 1, PF_W 2, PF_R 4.</param>
/// <param name="Address">Where it runs.</param>
/// <param name="LoadAddress">Where its bytes are stored: flash, for initialised data too.</param>
/// <param name="Offset">In the file.</param>
/// <param name="FileSize">Bytes in the file.</param>
/// <param name="MemorySize">Bytes in memory; what is more than <paramref name="FileSize"/> is zero.</param>
public sealed record ElfSegment(uint Type, uint Flags, uint Address, uint LoadAddress, uint Offset, uint FileSize, uint MemorySize)
{
    internal const uint Load = 1;

    /// <summary>Has bytes that must be stored.</summary>
    public bool IsLoaded => Type == Load && FileSize > 0;
}
