namespace HilRig.Protocol;

/// <summary>Bits of CFSR and HFSR (Armv7-M and Armv8-M architecture reference manuals, B3.2 and D1.2) in words.</summary>
public static class FaultReasons
{
    private const uint MmfarValid = 1u << 7;
    private const uint BfarValid = 1u << 15;

    private static readonly (int Bit, string Reason)[] Cfsr =
    [
        (0, "instruction fetch from a protected or execute-never address"),
        (1, "data access to a protected address"),
        (3, "memory fault while leaving an exception"),
        (4, "memory fault while entering an exception (stack overflow?)"),
        (5, "memory fault while saving floating point state"),
        (8, "instruction fetch from an address that does not exist"),
        (9, "data access to an address that does not exist"),
        (10, "imprecise data bus error (pc is past the culprit)"),
        (11, "bus fault while leaving an exception"),
        (12, "bus fault while entering an exception (stack overflow?)"),
        (13, "bus fault while saving floating point state"),
        (16, "undefined instruction (built for another core?)"),
        (17, "branch to an address without the Thumb bit"),
        (18, "invalid exception return"),
        (19, "coprocessor or FPU instruction while it is off or absent"),
        (20, "stack limit exceeded"),
        (24, "unaligned access"),
        (25, "division by zero"),
    ];

    private static readonly (int Bit, string Reason)[] Hfsr =
    [
        (1, "vector table could not be read"),
        (31, "breakpoint without a debugger"),
    ];

    /// <summary>At least one reason; the faulting address is named where the core says it is valid.</summary>
    public static IReadOnlyList<string> Of(FaultFrame fault)
    {
        List<string> reasons = [.. InWords(Cfsr, fault.Cfsr), .. InWords(Hfsr, fault.Hfsr)];
        if (reasons.Count == 0)
            reasons.Add("hard fault of unstated cause");
        if ((fault.Cfsr & MmfarValid) != 0)
            reasons.Add($"memory fault address 0x{fault.Mmfar:X8}");
        if ((fault.Cfsr & BfarValid) != 0)
            reasons.Add($"bus fault address 0x{fault.Bfar:X8}");
        return reasons;
    }

    private static IEnumerable<string> InWords((int Bit, string Reason)[] table, uint value) =>
        from entry in table where ((value >> entry.Bit) & 1) != 0 select entry.Reason;
}
