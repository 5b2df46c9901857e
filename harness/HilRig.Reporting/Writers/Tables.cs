using HilRig.Reporting.Records;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Writers;

/// <summary>The tables of a run.</summary>
public static class Tables
{
    /// <summary>One row a target: exactness, accuracy, counter, memory.</summary>
    public static Table Targets(RunRecord run) => new(
        [
            new("target"), new("runs"), new("equal to sim", true), new("accuracy %", true), new("changed vs float", true),
            new("per inference", true), new("unit"), new("flash B", true), new("arena B", true), new("stack B", true),
        ],
        [.. run.Targets.Select(t => Target(t, run.Labelled))],
        "Instructions of an emulator are not cycles; figures of different provenance are never compared.");

    /// <summary>One row a model, one column a target: outputs equal to the simulator.</summary>
    public static Table Matrix(IReadOnlyList<RunRecord> runs)
    {
        var targets = runs.SelectMany(r => r.Targets).Where(t => t.Role == "model" && t.Name is not ("sim" or "float")).Select(t => t.Name).Distinct().ToList();
        return new(
            [new("model"), .. targets.Select(name => new Column(name, true))],
            [.. runs.Select(r => (IReadOnlyList<string>)[r.Model.Name, .. targets.Select(name => Outcome(r.Targets.FirstOrDefault(t => t.Name == name && t.Role == "model")))])]);
    }

    private static string Outcome(TargetRecord? target) => target switch
    {
        null => None,
        { NoRoom: not null } => "no room",
        { Exactness: { IsExact: false } e } => $"DIFFERS: {Exact(e)}",
        _ => Exact(target.Exactness),
    };

    /// <summary>The targets worth a per-layer table: the boards, or the simulator when it ran alone.</summary>
    public static IEnumerable<TargetRecord> WithLayers(RunRecord run)
    {
        var models = run.Targets.Where(t => t.Layers.Count > 0 && t.Role == "model").ToList();
        return models.Count > 1 ? models.Where(t => t.Name != "sim") : models;
    }

    /// <summary>One row an operator.</summary>
    public static Table Layers(TargetRecord target)
    {
        var unit = target.Counter?.Unit ?? "ticks";
        return new(
            [
                new("#", true), new("operator"), new("name"), new("bias"), new("exact %", true), new("max step", true), new("RMSE", true),
                new("cosine", true), new(unit, true), new($"{unit}/MAC", true), new("provenance"),
            ],
            [.. target.Layers.Select(l => Layer(l, target))],
            "exact: samples equal to the simulator. max step, RMSE (in output steps) and cosine: against the float reference.");
    }

    public static Table Gates(RunRecord run) => new(
        [new("gate"), new("target"), new("found", true), new("verdict")],
        [.. run.Gates.Select(g => (IReadOnlyList<string>)[g.Text, g.Target, g.Value is { } v ? $"{Number(v, 2)} {g.Unit}" : None, g.Passed ? "pass" : "FAIL"])]);

    private static IReadOnlyList<string> Target(TargetRecord t, bool labelled) =>
    [
        t.Name, t.Role, t.NoRoom is null ? Exact(t.Exactness) : t.Role == "model" ? "no room" : "not run", labelled ? Percent(t.Accuracy) : None, Number(t.ChangedAgainstFloat), Number(t.Counter?.Median),
        t.Counter is { } c ? $"{c.Unit} ({c.Provenance})" : None, Bytes(t.Memory?.FlashBytes), Bytes(t.Memory?.ArenaBytes),
        Bytes(t.Memory?.StackBytes),
    ];

    private static string Exact(ExactnessRecord? exactness) =>
        exactness is { } e ? $"{Number(e.EqualSamples)} of {Number(e.Samples)}" : None;

    private static IReadOnlyList<string> Layer(LayerRow l, TargetRecord target) =>
    [
        Number(l.Index), l.Operator, l.Name, l.Bias, Percent(l.ExactShare), Number(l.LargestStep, 1), Number(l.RmseSteps, 2),
        Number(l.Cosine, 5), Number(l.Ticks), Number(l.TicksPerMac, 2), target.Counter?.Provenance ?? None,
    ];
}
