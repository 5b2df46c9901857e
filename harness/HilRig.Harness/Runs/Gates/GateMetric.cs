using System.Globalization;
using HilRig.Reporting.Records;

namespace HilRig.Harness.Runs.Gates;

/// <summary>A figure that gates can limit.</summary>
/// <param name="Name">As written in a gate.</param>
/// <param name="Unit">The unit of its values: <c>%</c>, <c>pp</c>, <c>B</c>, <c>instructions</c>.</param>
/// <param name="Units">Unit suffixes and what they multiply a value by; the empty one stands for none.</param>
/// <param name="References">What it can be taken against, the default first.</param>
/// <param name="Value">The figure of a target; null where it has none.</param>
public sealed record GateMetric(
    string Name, string Unit, IReadOnlyDictionary<string, double> Units, IReadOnlyList<string> References,
    Func<GateFigures, string?, double?> Value)
{
    private static readonly Dictionary<string, double> Percent = new() { ["%"] = 1, [""] = 1 };
    private static readonly Dictionary<string, double> Points = new() { ["pp"] = 1, [""] = 1 };
    private static readonly Dictionary<string, double> Bytes = new() { [""] = 1, ["B"] = 1, ["KiB"] = 1024, ["MiB"] = 1024 * 1024 };
    private static readonly Dictionary<string, double> Count = new() { [""] = 1, ["k"] = 1e3, ["M"] = 1e6 };

    /// <summary>Every metric there is: a new one is a line here.</summary>
    public static IReadOnlyList<GateMetric> All { get; } =
    [
        new("exact", "%", Percent, ["sim"], (f, _) => f.Target.Exactness is { } e ? 100.0 * e.EqualSamples / e.Samples : null),
        new("accuracy", "%", Percent, [], (f, _) => 100 * f.Target.Accuracy),
        new("accuracy-drop", "pp", Points, ["float", "int32"], (f, against) => 100 * (f.Reference(against)?.Accuracy - f.Target.Accuracy)),
        new("changed", "%", Percent, ["float", "int32"], (f, against) => 100 * f.ChangedShare(against)),
        new("instructions", "instructions", Count, [], (f, _) => f.Target.Counter is { Unit: "instructions" } c ? c.Median : null),
        new("cycles", "cycles", Count, [], (f, _) => f.Target.Counter is { Unit: "cycles" } c ? c.Median : null),
        new("flash", "B", Bytes, [], (f, _) => f.Target.Memory?.FlashBytes),
        new("arena", "B", Bytes, [], (f, _) => f.Target.Memory?.ArenaBytes),
        new("stack", "B", Bytes, [], (f, _) => f.Target.Memory?.StackBytes),
        new("bias-bytes", "B", Bytes, [], (f, _) => f.BiasBytes),
        new("bytes", "B", Bytes, [], (f, _) => f.BiasBytes),
        new("bits", "bits", Count, [], (f, _) => f.BiasBits),
        new("bias-ram", "B", Bytes, [], (f, _) => f.Target.Memory?.BiasRamBytes),
    ];

    /// <exception cref="UsageException">Unknown; names the known ones.</exception>
    public static GateMetric Find(string name) => All.FirstOrDefault(m => m.Name == name)
        ?? throw new UsageException($"metric '{name}' is unknown; known are {string.Join(", ", All.Select(m => m.Name))}");

    internal double Parse(string value, string unit, string gate) => Units.TryGetValue(unit, out var factor)
        ? factor * Number(value)
        : throw new UsageException($"'{gate}': {Name} has no unit '{unit}'; legal are {string.Join(", ", Units.Keys.Where(u => u.Length > 0))}");

    internal static double Number(string value) =>
        double.Parse(value.Replace("_", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}

/// <summary>What a gate can ask of one target.</summary>
/// <param name="Float">The float reference's record; null when none ran.</param>
/// <param name="Int32">The int32-bias model on the simulator; null unless the run narrowed the biases.</param>
public sealed record GateFigures(TargetRecord Target, TargetRecord? Float, TargetRecord? Int32, int? ChangedAgainstInt32, int BiasBytes)
{
    /// <summary>Widest stored bias; null where it is not told.</summary>
    public int? BiasBits { get; init; }

    internal TargetRecord? Reference(string? against) => against == "int32" ? Int32 : Float;

    internal double? ChangedShare(string? against) =>
        (double?)(against == "int32" ? ChangedAgainstInt32 : Target.ChangedAgainstFloat) / Target.Samples;
}
