using System.Numerics;

namespace HilRig.Harness.Cycles.Decoding;

/// <summary>Instructions of one halfword.</summary>
internal static class NarrowDecoder
{
    private const int StackPointer = 13;

    public static Instruction Decode(int h) => (h >> 12) switch
    {
        0 or 1 or 2 or 3 or 10 => Of(InstructionKind.Alu),
        4 => DataOrLiteral(h),
        5 => RegisterOffset(h),
        6 or 7 or 8 => Single(loads: Bit(h, 11), target: h & 7, address: 1 << ((h >> 3) & 7)),
        9 => Single(loads: Bit(h, 11), target: (h >> 8) & 7, address: 1 << StackPointer),
        11 => Miscellaneous(h),
        12 => Of(Bit(h, 11) ? InstructionKind.LoadMultiple : InstructionKind.StoreMultiple, BitOperations.PopCount((uint)h & 0xFF)),
        13 => Of(((h >> 8) & 0xF) >= 14 ? InstructionKind.Unknown : InstructionKind.Branch),
        _ => Of(InstructionKind.Branch),
    };

    private static Instruction DataOrLiteral(int h) => (h >> 10) switch
    {
        0b010000 => Of(((h >> 6) & 0xF) == 13 ? InstructionKind.Multiply : InstructionKind.Alu),
        0b010001 => Of(WritesPc(h) ? InstructionKind.BranchRegister : InstructionKind.Alu),
        _ => Single(loads: true, target: (h >> 8) & 7, address: 0),
    };

    // BX and BLX, or ADD and MOV of the program counter; CMP writes nothing.
    private static bool WritesPc(int h) => ((h >> 8) & 3) switch
    {
        3 => true,
        1 => false,
        _ => (h & 0x87) == 0x87,
    };

    private static Instruction RegisterOffset(int h) =>
        Single(loads: ((h >> 9) & 7) >= 3, target: h & 7, address: (1 << ((h >> 3) & 7)) | (1 << ((h >> 6) & 7))) with { RegisterOffset = true };

    private static Instruction Miscellaneous(int h) => ((h >> 8) & 0xF) switch
    {
        1 or 3 or 9 or 11 => Of(InstructionKind.CompareBranch),
        4 or 5 => Of(InstructionKind.StoreMultiple, BitOperations.PopCount((uint)h & 0x1FF)),
        12 => Of(InstructionKind.LoadMultiple, BitOperations.PopCount((uint)h & 0xFF)),
        13 => Of(InstructionKind.LoadMultiplePc, BitOperations.PopCount((uint)h & 0x1FF)),
        6 => Of(InstructionKind.StatusAccess),
        14 => Of(InstructionKind.Unknown),
        15 => Of((h & 0xF) == 0 ? InstructionKind.Nop : InstructionKind.IfThen),
        _ => Of(InstructionKind.Alu),
    };

    private static Instruction Single(bool loads, int target, int address) =>
        new(loads ? InstructionKind.Load : InstructionKind.Store, 2, Loaded: loads ? 1 << target : 0, AddressRegisters: address);

    private static Instruction Of(InstructionKind kind, int registers = 0) => new(kind, 2, registers);

    private static bool Bit(int h, int bit) => ((h >> bit) & 1) != 0;
}
