namespace HilRig.Harness.Cycles.Decoding;

/// <summary>A decoded instruction.</summary>
/// <param name="Bytes">2 or 4.</param>
/// <param name="Registers">How many a multiple or pair transfers, in words; else 0.</param>
/// <param name="Loaded">Bit mask of the core registers that a single load writes; what the next address may need.</param>
/// <param name="AddressRegisters">Bit mask of the core registers its address is made of.</param>
/// <param name="RegisterOffset">The address is the sum of two registers.</param>
public readonly record struct Instruction(
    InstructionKind Kind, int Bytes, int Registers = 0, int Loaded = 0, int AddressRegisters = 0, bool RegisterOffset = false);
