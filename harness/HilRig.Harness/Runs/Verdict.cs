using System.Globalization;
using HilRig.Reporting.Records;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Harness.Runs;

/// <summary>Pass or fail, and why, in words.</summary>
internal sealed class Verdict(IReadOnlyList<TargetRecord> targets, IReadOnlyList<GateRecord> gates)
{
    // The plan and the measured high water may differ by less than one alignment step.
    private const int ArenaTolerance = 16;

    private IEnumerable<TargetRecord> Models => targets.Where(t => t.Role == "model");

    private IEnumerable<TargetRecord> Compared => Models.Where(t => t.Exactness is not null);

    private IEnumerable<TargetRecord> Boards => Models.Where(t => t.Memory?.ArenaBytes is not null);

    private IEnumerable<TargetRecord> Unfit => targets.Where(t => t.NoRoom is not null);

    // Boards without room do not fail a run, unless that leaves none.
    private bool SomeBoardHasRoom => !Unfit.Any(t => t.Role == "model") || Compared.Any();

    public bool Passed => SomeBoardHasRoom && Compared.All(t => t.Exactness!.IsExact) && Boards.All(ArenaFits) && gates.All(g => g.Passed);

    public IReadOnlyList<string> Sentences() =>
    [
        .. Accuracy(),
        .. Compared.Select(Exactness),
        .. Compared.Where(t => t.Exactness!.First is not null).Select(t => Mismatch(t.Exactness!.First!)),
        .. Compared.Where(t => t.Exactness!.OtherRounding is not null).Select(t => OtherRounding(t, t.Exactness!.OtherRounding!)),
        .. Boards.Where(t => t.Exactness is null).Select(FloatError),
        .. Boards.Select(Memory),
        .. targets.SelectMany(Recoveries),
        .. Boards.Select(AgainstFloat).OfType<string>(),
        .. Unfit.Select(t => $"{(t.Role == "model" ? "No room" : "Not compared with float32")}: {t.NoRoom}."),
        .. gates.Select(g => g.Sentence),
    ];

    private IEnumerable<string> Accuracy()
    {
        if (targets.FirstOrDefault(t => t.Name == "sim") is { Accuracy: { } model } sim
            && targets.FirstOrDefault(t => t.Name == "float") is { Accuracy: { } real })
            yield return $"Accuracy {Percent(model)} % (95 % interval {Percent(sim.AccuracyLow)} to {Percent(sim.AccuracyHigh)}) against {Percent(real)} % in float; {sim.ChangedAgainstFloat} of {sim.Samples} answers differ.";
        else if (targets.FirstOrDefault(t => t.Name == "sim") is { } unlabelled)
            yield return string.Create(CultureInfo.InvariantCulture, $"Output RMSE against the float reference {unlabelled.RmseAgainstFloat:G4}{(unlabelled.ChangedAgainstFloat is { } n ? $"; {n} of {unlabelled.Samples} answers differ" : "")}.");
    }

    private static string Exactness(TargetRecord t)
    {
        var e = t.Exactness!;
        var layers = e.Layers is { } all ? $" and {Number(e.EqualLayers)} of {Number(all)} layer outputs" : "";
        return $"{t.Name} {(e.IsExact ? "equals" : "DIFFERS from")} the simulator: {Number(e.EqualSamples)} of {Number(e.Samples)} outputs{layers} equal to the bit.";
    }

    private static string OtherRounding(TargetRecord t, OtherRoundingRecord other)
    {
        var layers = other.EqualLayers is { } equal ? $" and {Number(equal)} of {Number(t.Exactness!.Layers!.Value)} layer outputs" : "";
        var counts = $"{Number(other.EqualSamples)} of {Number(t.Exactness!.Samples)} outputs{layers}";
        return other.IsExact
            ? $"{t.Name} computes with {RoundingFamily.Of(other.Rounding)}: {counts} are equal with it. Run with --rounding {other.Rounding}."
            : $"{t.Name} comes nearer with {RoundingFamily.Of(other.Rounding)}: {counts} are equal with it, not all; something else differs too. Try --rounding {other.Rounding}.";
    }

    private static string FloatError(TargetRecord t) => string.Create(
        CultureInfo.InvariantCulture,
        $"{t.Name} computes in float: RMSE {t.RmseAgainstFloat:G3} against the reference{(t.ChangedAgainstFloat is { } n ? $", {n} of {t.Samples} answers differ" : "")}; floats are judged by error, not by bits.");

    private static string Mismatch(MismatchRecord m) =>
        $"First difference: sample {m.Sample}, {m.Layer}, channel {m.Channel}, element {m.Element}: {m.Expected} expected, {m.Actual} on the board ({m.DifferingElements} elements differ); {m.Explanation}.";

    private static string Memory(TargetRecord t) =>
        $"{t.Name} used {Bytes(t.Memory!.ArenaBytes)} bytes of arena (planned {Bytes(t.Memory.ArenaPlanBytes)}{(ArenaFits(t) ? "" : ": THE PLAN IS WRONG")}) and {Bytes(t.Memory.StackBytes)} bytes of stack.";

    private static IEnumerable<string> Recoveries(TargetRecord t) => (t.Link?.Recoveries ?? []).Select(r => string.Create(
        CultureInfo.InvariantCulture,
        $"{t.Name} was lost ({r.Cause}) at {r.During} and brought back by {r.Rung} in {r.Seconds:F1} s; it was done again. {r.Message}"));

    private string? AgainstFloat(TargetRecord t)
    {
        var real = targets.FirstOrDefault(r => r.Name == t.Name && r.Role != "model");
        return (t.Counter, real?.Counter) switch
        {
            ({ } ours, { } theirs) => $"One inference takes {Number(ours.Median)} {ours.Unit} ({ours.Provenance}) and {Bytes(t.Memory?.FlashBytes)} bytes of flash; in float32 on the same board {Number(theirs.Median)} and {Bytes(real!.Memory?.FlashBytes)}: {Number(theirs.Median / ours.Median, 2)} times as much work.",
            ({ } ours, null) => $"One inference takes {Number(ours.Median)} {ours.Unit} ({ours.Provenance}) and {Bytes(t.Memory?.FlashBytes)} bytes of flash.",
            _ => null,
        };
    }

    /// <summary>The measured arena is not the planned one.</summary>
    internal static bool ArenaDiffers(MemoryRecord memory) =>
        memory.ArenaBytes is { } measured && Math.Abs(measured - memory.ArenaPlanBytes) > ArenaTolerance;

    private static bool ArenaFits(TargetRecord t) => t.Memory is not { } memory || !ArenaDiffers(memory);
}
