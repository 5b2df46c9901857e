namespace HilRig.Harness.Cycles.Decoding;

/// <summary>Coprocessor space: floating point (coprocessors 9, 10 and 11) and MVE.</summary>
internal static class CoprocessorDecoder
{
    public static Instruction Decode(int first, int second)
    {
        var coprocessor = (second >> 8) & 0xF;
        var isFloat = coprocessor is 9 or 10 or 11;
        var isTransfer = (first & 0x0E00) == 0x0C00;
        // MVE's arithmetic has 0b1111 above the coprocessor's opcode, or numbers itself as coprocessor 14 or 15.
        var isVector = (first & 0x0F00) == 0x0F00 || coprocessor >= 14;
        return (isVector, isTransfer, isFloat) switch
        {
            (true, true, _) => Of(InstructionKind.VectorMemory),
            (true, false, _) => Of(InstructionKind.VectorAlu),
            (_, true, true) => Transfer(first, second),
            (_, false, true) => Of(Operation(first, second)),
            _ => Of(InstructionKind.Unknown),
        };
    }

    private static Instruction Transfer(int first, int second)
    {
        if ((first & 0x01E0) == 0x0040)
            return Of(InstructionKind.FloatMovePair);
        var loads = (first & 0x10) != 0;
        // Pre-indexed without write-back is VLDR and VSTR, everything else a list.
        return (first & 0x0120) == 0x0100
            ? Of(loads ? InstructionKind.FloatLoad : InstructionKind.FloatStore, (second & 0x0100) != 0 ? 2 : 1)
            : Of(loads ? InstructionKind.FloatLoadMultiple : InstructionKind.FloatStoreMultiple, second & 0xFF);
    }

    private static InstructionKind Operation(int first, int second)
    {
        var isMove = (second & 0x10) != 0;
        if (isMove || (first & 0x1000) != 0)
            return InstructionKind.FloatAlu;
        return ((first >> 4) & 0xB) switch
        {
            0 or 1 or 9 or 10 => InstructionKind.FloatMultiplyAccumulate,
            8 => InstructionKind.FloatDivide,
            11 when (first & 0xF) == 1 && (second & 0xC0) == 0xC0 => InstructionKind.FloatDivide,
            _ => InstructionKind.FloatAlu,
        };
    }

    private static Instruction Of(InstructionKind kind, int registers = 0) => new(kind, 4, registers);
}
