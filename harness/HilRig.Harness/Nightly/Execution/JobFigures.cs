using System.Globalization;
using HilRig.Harness.Nightly.Judging;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>The figures of a job, out of the record of its run.</summary>
internal static class JobFigures
{
    /// <summary>Provenance of what is computed from integers, and of sizes.</summary>
    public const string Exact = "exact";

    // The figures are compared to the last digit; float sums of another vector width differ in the sixteenth.
    private const int RealDigits = 6;

    public static IReadOnlyList<FigureRecord> Of(RunRecord run, TargetRecord target) =>
        [.. Agreement(target), .. Memory(run, target), .. Counter(target), .. Layers(target), .. Float(run, target)];

    private static IEnumerable<FigureRecord> Agreement(TargetRecord target)
    {
        if (target.Exactness is { } e)
        {
            yield return new("exact", 100.0 * e.EqualSamples / e.Samples, "%", Exact);
            if (e.Layers is { } layers and > 0)
                yield return new("exact-layers", 100.0 * e.EqualLayers!.Value / layers, "%", Exact);
        }
        if (target.Accuracy is { } accuracy)
            yield return new("accuracy", 100 * accuracy, "%", Exact);
        if (target.ChangedAgainstFloat is { } changed)
            yield return new("changed", 100.0 * changed / target.Samples, "%", Exact);
        if (target.RmseAgainstFloat is { } rmse)
            yield return new("rmse", Rounded(rmse), "real", Exact);
    }

    private static IEnumerable<FigureRecord> Memory(RunRecord run, TargetRecord target)
    {
        yield return new("bias-bytes", run.Model.BiasBytes, "B", Exact);
        if (target.Memory is not { } memory)
            yield break;
        yield return new("flash", memory.FlashBytes, "B", Exact);
        yield return new("bias-ram", memory.BiasRamBytes, "B", Exact);
        yield return new("arena-plan", memory.ArenaPlanBytes, "B", Exact);
        if (memory.ArenaBytes is { } arena)
            yield return new("arena", arena, "B", Exact);
        if (memory.StackBytes is { } stack)
            yield return new("stack", stack, "B", Exact);
    }

    // Of an emulator the median alone: a frame that arrives during one inference of a loaded machine is in its largest figure.
    // A desktop's nanoseconds are a clock's, and no figure of the night.
    private static IEnumerable<FigureRecord> Counter(TargetRecord target) => target.Counter is { Unit: not "ns" } c
        ? [c.Provenance == Provenances.Measured ? new(c.Unit, c.Median, c.Unit, c.Provenance, c.Min, c.Max) : new(c.Unit, c.Median, c.Unit, c.Provenance)]
        : [];

    private static IEnumerable<FigureRecord> Layers(TargetRecord target) => target.Counter is { Unit: not "ns" } c
        ? target.Layers.Where(l => l.Ticks is not null).Select(l =>
            new FigureRecord(string.Create(CultureInfo.InvariantCulture, $"{c.Unit}[{l.Index} {l.Operator}]"), l.Ticks!.Value, c.Unit, c.Provenance))
        : [];

    // The float model on the same board, where the config asks for it.
    private static IEnumerable<FigureRecord> Float(RunRecord run, TargetRecord target)
    {
        if (run.Targets.FirstOrDefault(t => t.Name == target.Name && t.Role != "model") is not { NoRoom: null, Memory: { } memory } real)
            yield break;
        yield return new("float-flash", memory.FlashBytes, "B", Exact);
        yield return new("float-arena-plan", memory.ArenaPlanBytes, "B", Exact);
        foreach (var counter in Counter(real))
            yield return counter with { Name = $"float-{counter.Name}" };
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString($"G{RealDigits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
