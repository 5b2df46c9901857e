namespace HilRig.Harness.Cycles;

/// <summary>
/// What instructions cost on a core, in cycles without wait states. Not named here: data processing, DSP and narrow multiplications take one.
/// Ranges of the manuals are taken at their middle.
/// </summary>
public sealed record CoreRules
{
    /// <summary>`Cortex-M4`.</summary>
    public required string Name { get; init; }

    /// <summary>MLA and MLS.</summary>
    public int MultiplyAccumulate { get; init; } = 1;

    /// <summary>SMULL and UMULL.</summary>
    public int LongMultiply { get; init; } = 1;

    /// <summary>SMLAL and UMLAL.</summary>
    public int LongMultiplyAccumulate { get; init; } = 1;

    /// <summary>SDIV and UDIV: 2 to 12 on cores that have them.</summary>
    public int Divide { get; init; } = 7;

    /// <summary>A load that no load before it hides.</summary>
    public int Load { get; init; } = 2;

    /// <summary>A load right after a load whose result its address does not need, and a store right after any load: null where nothing is pipelined.</summary>
    public int? PipelinedAccess { get; init; } = 1;

    /// <summary>A store with an immediate offset: the write buffer takes it.</summary>
    public int Store { get; init; } = 1;

    /// <summary>A store whose address is the sum of two registers.</summary>
    public int RegisterStore { get; init; } = 2;

    /// <summary>Added to one cycle for each word of LDM, STM, PUSH, POP, LDRD and STRD.</summary>
    public int Multiple { get; init; } = 1;

    /// <summary>P: what a taken branch adds to its one cycle. 1 to 3 on Cortex-M3 and M4, for alignment and width of the target.</summary>
    public int Refill { get; init; } = 2;

    /// <summary>The same of BL.</summary>
    public int RefillOfCall { get; init; } = 2;

    /// <summary>The same of POP with the program counter.</summary>
    public int RefillOfReturn { get; init; } = 2;

    /// <summary>DMB, DSB and ISB with nothing to wait for.</summary>
    public int Barrier { get; init; } = 1;

    /// <summary>MRS, MSR and CPS.</summary>
    public int StatusAccess { get; init; } = 2;

    /// <summary>VMLA and VFMA.</summary>
    public int FloatMultiplyAccumulate { get; init; } = 3;

    /// <summary>VDIV and VSQRT.</summary>
    public int FloatDivide { get; init; } = 14;

    /// <summary>VLDR of one word; of two one more.</summary>
    public int FloatLoad { get; init; } = 2;

    /// <summary>
    /// An MVE instruction; right after one of the other kind, memory after arithmetic or the reverse, half of it is hidden. 0 where there is no MVE, and they
    /// count as unknown.
    /// </summary>
    public int Vector { get; init; }

    /// <summary>Rules by core as board.json names it: `cortex-m4f`, `cortex-m0plus`.</summary>
    /// <returns>Null for a core without rules.</returns>
    public static CoreRules? Of(string core) => All.GetValueOrDefault(core is "cortex-m4f" or "cortex-m33f" or "cortex-m7f" ? core[..^1] : core);

    // Cortex-M4 TRM (DDI 0439) 3.3 and Cortex-M3 TRM (DDI 0337) 3.3; the Cortex-M0 and M0+ TRMs (DDI 0432, DDI 0484) 3.3 with the fast multiplier.
    private static readonly CoreRules M4 = new() { Name = "Cortex-M4" };

    private static readonly CoreRules M0 = new()
    {
        Name = "Cortex-M0", PipelinedAccess = null, Store = 2, RegisterStore = 2, Refill = 2, RefillOfCall = 3, RefillOfReturn = 3, Barrier = 4, StatusAccess = 4,
    };

    // Arm publishes no instruction timings of Cortex-M7, M33 and M55: they take the M4's, and their scale what that is wrong by. MVE of the M55 has two beats.
    private static readonly Dictionary<string, CoreRules> All = new()
    {
        ["cortex-m0"] = M0,
        ["cortex-m0plus"] = M0 with { Name = "Cortex-M0+", Refill = 1, RefillOfCall = 2, RefillOfReturn = 2, Barrier = 3, StatusAccess = 3 },
        ["cortex-m3"] = M4 with { Name = "Cortex-M3", MultiplyAccumulate = 2, LongMultiply = 4, LongMultiplyAccumulate = 6 },
        ["cortex-m4"] = M4,
        ["cortex-m7"] = M4 with { Name = "Cortex-M7" },
        ["cortex-m33"] = M4 with { Name = "Cortex-M33" },
        ["cortex-m55"] = M4 with { Name = "Cortex-M55", Vector = 2 },
    };
}
