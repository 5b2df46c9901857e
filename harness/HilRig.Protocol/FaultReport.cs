namespace HilRig.Protocol;

/// <summary>The registers of a HardFault, as the board sends them in its last breath.</summary>
/// <param name="Operator">The operator that ran; 0xFFFF for none.</param>
public sealed record FaultReport(
    uint R0, uint R1, uint R2, uint R3, uint R12, uint Lr, uint Pc, uint Psr, uint Cfsr, uint Hfsr, uint Mmfar, uint Bfar, ushort Operator)
{
    private static readonly (int Bit, string Meaning)[] Causes =
    [
        (0, "instruction fetch from a forbidden address"), (1, "data access to a forbidden address"), (8, "bus error on an instruction fetch"),
        (9, "bus error on a data access"), (10, "imprecise bus error"), (16, "undefined instruction"), (17, "invalid execution state"),
        (18, "invalid exception return"), (19, "coprocessor not enabled"), (24, "unaligned access"), (25, "division by zero"),
    ];

    /// <summary>The cause in words, from the configurable fault status register.</summary>
    public string Cause
    {
        get
        {
            var causes = Causes.Where(c => (Cfsr >> c.Bit & 1) != 0).Select(c => c.Meaning);
            return string.Join(", ", causes.DefaultIfEmpty("no cause recorded (an M0 has no fault status)"));
        }
    }

    /// <summary>The operator in words.</summary>
    public string Where => Operator == ushort.MaxValue ? "outside any operator" : $"in operator {Operator}";

    public static FaultReport Read(ReadOnlyMemory<byte> payload)
    {
        var r = new PayloadReader(payload.Span, "FAULT");
        return new(
            r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(), r.UInt32(),
            r.UInt32(), r.UInt32(), r.UInt16());
    }

    public override string ToString() => $"HardFault {Where} at pc 0x{Pc:X8} (lr 0x{Lr:X8}): {Cause}; cfsr 0x{Cfsr:X8}, bfar 0x{Bfar:X8}";
}
