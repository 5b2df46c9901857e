using System.Numerics;

namespace HilRig.Harness.Cycles.Decoding;

/// <summary>Instructions of two halfwords.</summary>
internal static class WideDecoder
{
    private const int ProgramCounter = 15;

    public static Instruction Decode(int first, int second) => ((first >> 11) & 3, (first >> 10) & 1, (first >> 9) & 1) switch
    {
        (1 or 3, 1, _) => CoprocessorDecoder.Decode(first, second),
        (1, 0, 0) => ((first >> 6) & 1) == 0 ? Multiple(first, second) : PairOrExclusive(first, second),
        (1, 0, 1) => Of(InstructionKind.Alu),
        (2, _, _) => (second >> 15) == 0 ? Of(InstructionKind.Alu) : BranchOrControl(first, second),
        (3, 0, 0) => LoadOrStore(first, second),
        _ => RegisterOrMultiply(first, second),
    };

    private static Instruction Multiple(int first, int second)
    {
        var (loads, count) = (IsLoad(first), BitOperations.PopCount((uint)second));
        var writesPc = loads && (second >> ProgramCounter) != 0;
        return Of(writesPc ? InstructionKind.LoadMultiplePc : loads ? InstructionKind.LoadMultiple : InstructionKind.StoreMultiple, count);
    }

    private static Instruction PairOrExclusive(int first, int second)
    {
        // Neither pre-indexed nor written back: exclusives, acquiring loads, table branches.
        var isPair = (first & 0x0120) != 0;
        if (isPair)
            return Of(IsLoad(first) ? InstructionKind.LoadPair : InstructionKind.StorePair, 2);
        var isTable = (first & 0xFFF0) == 0xE8D0 && (second & 0xFFE0) == 0xF000;
        return isTable ? Of(InstructionKind.TableBranch) : Single(first, second, IsLoad(first));
    }

    private static Instruction BranchOrControl(int first, int second) => (second & 0x5000) switch
    {
        0x1000 => Of(InstructionKind.Branch),
        0x5000 => Of(InstructionKind.BranchLink),
        // On cores without loops this would be BLX to Arm code, which they do not have.
        0x4000 => Of((first & 0xF) == ProgramCounter ? InstructionKind.LoopEnd : InstructionKind.LoopStart),
        _ when (first & 0x0380) != 0x0380 => Of(InstructionKind.Branch),
        _ => Control(first, second),
    };

    private static Instruction Control(int first, int second) => (first & 0xFFF0) switch
    {
        0xF3A0 => Of((second & 0x0700) == 0 ? InstructionKind.Nop : InstructionKind.StatusAccess),
        0xF3B0 => Of(InstructionKind.Barrier),
        0xF380 or 0xF390 or 0xF3E0 or 0xF3F0 => Of(InstructionKind.StatusAccess),
        _ => Of(InstructionKind.Unknown),
    };

    private static Instruction LoadOrStore(int first, int second)
    {
        var (loads, target, isWord) = (IsLoad(first), second >> 12, ((first >> 5) & 3) == 2);
        return (loads, target, isWord) switch
        {
            (true, ProgramCounter, true) => Of(InstructionKind.LoadPc),
            // PLD and PLI.
            (true, ProgramCounter, false) => Of(InstructionKind.Nop),
            _ => Single(first, second, loads),
        };
    }

    private static Instruction Single(int first, int second, bool loads)
    {
        var (register, target) = (first & 0xF, second >> 12);
        // Bit 7: a 12-bit offset follows; else bit 11 of the second halfword tells an 8-bit offset from a register.
        var byRegister = (first & 0x0280) == 0 && (first >> 11) == 0b11111 && (second & 0x0800) == 0 && register != ProgramCounter;
        var address = (register == ProgramCounter ? 0 : 1 << register) | (byRegister ? 1 << (second & 0xF) : 0);
        return new(
            loads ? InstructionKind.Load : InstructionKind.Store, 4, Loaded: loads ? 1 << target : 0, AddressRegisters: address,
            RegisterOffset: byRegister);
    }

    private static Instruction RegisterOrMultiply(int first, int second) => ((first >> 7) & 3) switch
    {
        0 => Of(InstructionKind.Alu),
        1 => Of((second & 0x80) == 0 || (first & 0x70) == 0 ? InstructionKind.Dsp : InstructionKind.Alu),
        2 => Of(Multiply(first, second)),
        _ => Of(LongMultiply(first, second)),
    };

    private static InstructionKind Multiply(int first, int second) => ((first >> 4) & 7, (second >> 4) & 3, second >> 12) switch
    {
        (0, 0, ProgramCounter) => InstructionKind.Multiply,
        (0, _, _) => InstructionKind.MultiplyAccumulate,
        _ => InstructionKind.DspMultiply,
    };

    private static InstructionKind LongMultiply(int first, int second) => ((first >> 4) & 7, (second >> 4) & 0xF) switch
    {
        (0 or 2, 0) => InstructionKind.LongMultiply,
        (1 or 3, 0xF) => InstructionKind.Divide,
        (4 or 6, 0) or (6, 6) => InstructionKind.LongMultiplyAccumulate,
        (4 or 5, _) => InstructionKind.DspMultiply,
        _ => InstructionKind.Unknown,
    };

    private static bool IsLoad(int first) => ((first >> 4) & 1) != 0;

    private static Instruction Of(InstructionKind kind, int registers = 0) => new(kind, 4, registers);
}
