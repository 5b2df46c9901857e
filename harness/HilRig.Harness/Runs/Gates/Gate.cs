using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace HilRig.Harness.Runs.Gates;

/// <summary>
/// A limit that turns a figure into a verdict: <c>metric op value [where target-glob] [against reference]</c>, for example
/// <c>accuracy-drop &lt;= 0.5pp against float</c> or <c>arena &lt;= 24KiB where qemu:*</c>.
/// </summary>
/// <param name="Text">As written.</param>
/// <param name="Operator"><c>&lt;=</c>, <c>&lt;</c>, <c>&gt;=</c>, <c>&gt;</c> or <c>=</c>.</param>
/// <param name="Limit">In the metric's unit.</param>
/// <param name="Where">Glob of target names; null for every target that has the figure.</param>
/// <param name="Against"><c>float</c>, <c>int32</c>, <c>sim</c>; null for the metric's own default.</param>
public sealed partial record Gate(string Text, GateMetric Metric, string Operator, double Limit, string? Where, string? Against)
{
    /// <exception cref="UsageException">Not a gate, an unknown metric, unit or reference; names the legal ones.</exception>
    public static Gate Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            throw new UsageException($"'{text}' is no gate; write: metric op value [where target-glob] [against float|int32|sim]");
        var metric = GateMetric.Find(match.Groups["metric"].Value);
        var against = match.Groups["against"] is { Success: true } a ? a.Value : null;
        if (against is not null && !metric.References.Contains(against))
            throw new UsageException($"'{text}': {metric.Name} is not taken against '{against}'; legal: {List(metric.References)}");
        return new(
            text, metric, match.Groups["op"].Value, metric.Parse(match.Groups["value"].Value, match.Groups["unit"].Value, text),
            match.Groups["where"] is { Success: true } w ? w.Value : null, against);
    }

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

    private static string List(IReadOnlyList<string> references) => references.Count == 0 ? "none" : string.Join(", ", references);

    [GeneratedRegex(@"^\s*(?<metric>[a-z][a-z-]*)\s*(?<op><=|>=|=|<|>)\s*(?<value>[+-]?[0-9][0-9_,]*(\.[0-9]+)?)\s*(?<unit>[A-Za-z%]*?)(\s+where\s+(?<where>\S+))?(\s+against\s+(?<against>\w+))?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
