using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Nightly;

/// <summary>The name of a figure apart: <c>instructions[3 CONV_2D]</c> is the base metric of one operator.</summary>
/// <param name="Operator"><c>3 CONV_2D</c>; empty for a figure of the whole job.</param>
public readonly record struct Metric(string Base, string Operator)
{
    private static readonly HashSet<string> MoreIsBetter = ["exact", "exact-layers", "accuracy", "agreement", "rank-correlation"];

    private static readonly HashSet<string> LessIsBetter =
    [
        "accuracy-drop", "changed", "rmse", "instructions", "cycles", "flash", "arena", "arena-plan", "stack", "bias-bytes", "bytes", "bits", "bias-ram",
        "float-flash", "float-arena-plan", "float-instructions", "float-cycles",
    ];

    public static Metric Of(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket > 0 && name.EndsWith(']') ? new(name[..bracket], name[(bracket + 1)..^1]) : new(name, "");
    }

    /// <summary>The figure that a gate limits: <c>arena</c> of <c>arena &lt;= 8KiB</c>.</summary>
    public static string Limited(string gate) => gate.Split(' ', '<', '>', '=')[0];

    /// <summary><c>CONV_2D</c> of <c>3 CONV_2D</c>: what operators of other models share.</summary>
    public string OperatorKind => Operator[(Operator.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Whether a change is for the worse (+1), for the better (-1) or neither.</summary>
    public int Verdict(double before, double after) =>
        LessIsBetter.Contains(Base) ? after.CompareTo(before) : MoreIsBetter.Contains(Base) ? before.CompareTo(after) : 0;

    /// <summary>The figure as a dictionary's key: provenances are never compared with each other.</summary>
    public static (string Name, string Provenance) Key(FigureRecord figure) => (figure.Name, figure.Provenance);
}
