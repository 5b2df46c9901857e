namespace HilRig.Harness.Cycles;

/// <summary>The last stage of the model: cycles = scale * (cycles by the rules + flash cycles).</summary>
/// <param name="Scale">Fitted to silicon.</param>
/// <param name="ErrorPercent">What an estimate may be wrong by.</param>
/// <param name="Origin">Where scale and error come from.</param>
public sealed record CycleScale(double Scale, double ErrorPercent, string Origin)
{
    /// <summary>What a miss of 64 bits of flash costs on the STM32L4R5 at 120 MHz.</summary>
    public const int MissCycles = 5;

    // Geometric means over AD, IC, KWS and VWW of MLPerf Tiny, microTVM with CMSIS-NN: measured over (rules + 5 * misses) on the NUCLEO-L4R5ZI, and measured
    // over rules on the nRF5340. CycleModelTests fits them again from reference/cycle_model.json.
    internal const double M4Scale = 1.100;
    internal const double M33Scale = 1.037;

    // X-CUBE-AI 9, M7 over M4, in cycles: 0.612, 0.576, 0.623 and 0.540 on KWS, IC, VWW and AD, geometric mean 0.587; times 1.261, the M4's measured cycles over
    // its rules.
    internal const double M7Scale = 0.74;

    /// <summary>Of a core, on a board whose own scale is not known and whose flash has no wait states.</summary>
    /// <param name="core">As in board.json; one that <see cref="CoreRules.Of"/> knows.</param>
    public static CycleScale Of(string core) => core switch
    {
        "cortex-m4" or "cortex-m4f" => new(M4Scale, 10, "fitted on the NUCLEO-L4R5ZI, ±5 % there"),
        "cortex-m33" or "cortex-m33f" => new(M33Scale, 8, "fitted on the nRF5340"),
        "cortex-m7" or "cortex-m7f" => new(M7Scale, 25, "not calibrated; the M4's rules and the published ratio of M7 to M4"),
        "cortex-m55" => new(1, 25, "not calibrated; the M4's rules and two beats of MVE"),
        "cortex-m3" => new(M4Scale, 15, "not calibrated; the M4's scale"),
        _ => new(1, 15, "not calibrated"),
    };
}
