using System.Globalization;
using HilRig.Reporting.Records;

namespace HilRig.Harness.Runs.Gates;

/// <summary>Applies gates to the figures of a run.</summary>
public static class GateJudge
{
    /// <summary>One record for each gate and each target it covers that has the figure.</summary>
    public static IReadOnlyList<GateRecord> Judge(IEnumerable<Gate> gates, IReadOnlyList<GateFigures> targets) =>
        [.. gates.SelectMany(gate => Judge(gate, targets))];

    // A gate that finds no figure anywhere fails: silence must not look like a pass.
    private static List<GateRecord> Judge(Gate gate, IReadOnlyList<GateFigures> targets)
    {
        var found = targets
            .Where(t => gate.Covers(t.Target.Name))
            .Select(t => (t.Target.Name, Value: gate.Metric.Value(t, gate.Against)))
            .Where(t => t.Value is not null)
            .Select(t => Record(gate, t.Name, t.Value!.Value))
            .ToList();
        return found.Count > 0
            ? found
            : [new(gate.Text, gate.Where ?? "any", null, gate.Metric.Unit, false, $"{gate.Text}: no target gives {gate.Metric.Name}")];
    }

    private static GateRecord Record(Gate gate, string target, double value)
    {
        var passed = gate.Holds(value);
        var shown = value.ToString("0.##", CultureInfo.InvariantCulture);
        return new(gate.Text, target, value, gate.Metric.Unit, passed, $"{gate.Text}: {target} has {shown} {gate.Metric.Unit}, {(passed ? "within" : "outside")} the limit");
    }
}
