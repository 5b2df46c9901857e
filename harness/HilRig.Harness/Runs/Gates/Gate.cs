using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace HilRig.Harness.Runs.Gates;

/// <summary>
/// A limit that turns a figure into a verdict: <c>metric op value [where target-glob] [against reference]</c>, the last two in any order, for example
/// <c>accuracy-drop &lt;= 0.5pp against float</c> or <c>arena &lt;= 24KiB where qemu:*</c>.
/// </summary>
/// <param name="Text">As written.</param>
/// <param name="Operator"><c>&lt;=</c>, <c>&lt;</c>, <c>&gt;=</c>, <c>&gt;</c> or <c>=</c>.</param>
/// <param name="Limit">In the metric's unit.</param>
/// <param name="Where">Glob of target names; null for every target that has the figure.</param>
/// <param name="Against"><c>float</c>, <c>int32</c>, <c>sim</c>, <c>baseline</c>; null for the metric's own default.</param>
public sealed partial record Gate(string Text, GateMetric Metric, string Operator, double Limit, string? Where, string? Against)
{
    /// <summary>What a night compares with its baseline: the limit is of the difference to it.</summary>
    public const string Baseline = "baseline";

    /// <summary>The limit is a percentage of the baseline's value, as in <c>cycles &lt;= +3% against baseline</c>.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Judged against the baseline, by a night.</summary>
    public bool IsAgainstBaseline => Against == Baseline;

    /// <exception cref="UsageException">Not a gate, an unknown metric, unit or reference; names the legal ones.</exception>
    public static Gate Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            throw new UsageException($"'{text}' is no gate; write: metric op value [where target-glob] [against float|int32|sim|baseline]");
        var metric = GateMetric.Find(match.Groups["metric"].Value);
        var against = match.Groups["against"] is { Success: true } a ? a.Value : null;
        if (against is not (null or Baseline) && !metric.References.Contains(against))
            throw new UsageException($"'{text}': {metric.Name} is not taken against '{against}'; legal: {string.Join(", ", [.. metric.References, Baseline])}");
        var (value, unit) = (match.Groups["value"].Value, match.Groups["unit"].Value);
        var isRelative = against == Baseline && unit == "%" && metric.Unit != "%";
        return new(
            text, metric, match.Groups["op"].Value, isRelative ? GateMetric.Number(value) : metric.Parse(value, against == Baseline && (unit, metric.Unit) == ("pp", "%") ? "%" : unit, text),
            match.Groups["where"] is { Success: true } w ? w.Value : null, against) { IsRelative = isRelative };
    }

    /// <summary>A gate for a run that has no baseline.</summary>
    /// <exception cref="UsageException">See <see cref="Parse"/>; or it is against the baseline.</exception>
    public static Gate ParseAlone(string text) => Parse(text) is { IsAgainstBaseline: false } gate
        ? gate
        : throw new UsageException($"'{text}': a single run has no baseline; write the gate in a hilrig.yml for hilrig nightly, or take it against float, int32 or sim");

    /// <summary>Whether the difference between a figure and its baseline's keeps the limit.</summary>
    public bool Holds(double now, double before) => Holds(Difference(now, before));

    /// <summary>What is limited: the growth in the metric's unit, or in per cent. From 0 any growth is infinite.</summary>
    public double Difference(double now, double before) => !IsRelative ? now - before
        : now.Equals(before) ? 0
        : 100 * (now - before) / before;

    /// <summary>True when the gate speaks of that target.</summary>
    public bool Covers(string target) => Where is null || FileSystemName.MatchesSimpleExpression(Where, target);

    public bool Holds(double value) => Operator switch
    {
        "<=" => value <= Limit,
        "<" => value < Limit,
        ">=" => value >= Limit,
        ">" => value > Limit,
        _ => value.Equals(Limit),
    };

    [GeneratedRegex(@"^\s*(?<metric>[a-z][a-z-]*)\s*(?<op><=|>=|=|<|>)\s*(?<value>[+-]?[0-9][0-9_,]*(\.[0-9]+)?)\s*(?<unit>[A-Za-z%]*?)(\s+where\s+(?<where>\S+)|\s+against\s+(?<against>\w+)){0,2}\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
