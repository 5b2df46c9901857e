namespace HilRig.Harness.Cycles;

/// <summary>One program that was measured on silicon.</summary>
/// <param name="Model">What a model gives before its scale.</param>
/// <param name="Measured">Cycles.</param>
public sealed record Calibration(string Name, double Model, double Measured);

/// <summary>
/// A scale that turns a model's figure into cycles: the geometric mean of measured over modelled, so that programs of every size weigh the same and too much
/// counts like too little.
/// </summary>
public static class ScaleFit
{
    /// <param name="programs">At least one, all figures positive.</param>
    public static double Of(IEnumerable<Calibration> programs) => Math.Exp(programs.Average(p => Math.Log(p.Measured / p.Model)));

    /// <summary>Relative error of each program under a common scale; negative where the estimate is too low.</summary>
    public static IReadOnlyList<double> Errors(IReadOnlyList<Calibration> programs, double scale) => [.. programs.Select(p => Error(p, scale))];

    /// <summary>Relative error of each program under a scale fitted to all others: what an unseen program is to expect.</summary>
    /// <param name="programs">At least two.</param>
    public static IReadOnlyList<double> LeaveOneOut(IReadOnlyList<Calibration> programs) =>
        [.. programs.Select(left => Error(left, Of(programs.Where(p => p != left))))];

    private static double Error(Calibration program, double scale) => scale * program.Model / program.Measured - 1;
}
