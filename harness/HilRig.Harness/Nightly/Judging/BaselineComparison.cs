using System.Globalization;
using HilRig.Harness.Nightly.Baselines;
using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Harness.Nightly.Judging;

/// <summary>
/// A job beside its baseline. Emulated and counted figures are compared exactly; a measured median has worsened when it lies beyond everything the baseline
/// saw and by more than the noise. A gate against the baseline takes the place of that rule for its figure. Figures of different provenance never meet.
/// </summary>
/// <param name="noisePercent">For measured figures.</param>
public sealed class BaselineComparison(double noisePercent)
{
    public const string Regression = "regression";
    public const string Improvement = "improvement";
    public const string Changed = "changed";
    public const string New = "new";
    public const string Gone = "gone";

    // What decides the numbers: approved with the baseline, and a deviation until it is updated. Of the others a change is worth a line.
    private static readonly Dictionary<string, string> Deciding = new()
    {
        ["model"] = "the model file was swapped",
        ["samples"] = "the samples were swapped",
        ["narrowed"] = "the narrowed model differs: its biases were made otherwise",
        ["outputs"] = "the outputs differ from those of the baseline",
    };

    /// <summary>What differs, the weightiest first.</summary>
    /// <param name="gates">Those against the baseline that cover the job's target.</param>
    public IReadOnlyList<ChangeRecord> Compare(JobRecord job, BaselineEntry before, IReadOnlyList<Gate> gates) =>
    [
        .. Identities(job, before).Concat(Figures(job, before, gates.Select(gate => gate.Metric.Name).ToHashSet()))
            .OrderBy(change => change.Kind switch { Regression => 0, Gone => 1, Changed => 2, New => 3, _ => 4 }),
    ];

    /// <summary>The gates against the baseline, as records; of figures that the baseline has.</summary>
    public static IEnumerable<Reporting.Records.GateRecord> Gates(JobRecord job, BaselineEntry before, IReadOnlyList<Gate> gates) =>
        from gate in gates
        let now = job.Figures.FirstOrDefault(f => f.Name == gate.Metric.Name)
        where now is not null
        let old = Find(before, now)
        where old is not null
        let difference = gate.Difference(now.Value, old.Value)
        let unit = gate.IsRelative ? "%" : gate.Metric.Unit
        let holds = gate.Holds(difference)
        select new Reporting.Records.GateRecord(
            gate.Text, job.Target, difference, unit, holds,
            $"{gate.Text}: {job.Target} has {Number(now.Value, Digits(now))} {now.Unit} ({now.Provenance}), the baseline {Number(old.Value, Digits(old))}: {Signed(difference, 2)} {unit}, {(holds ? "within" : "outside")} the limit");

    private static FigureRecord? Find(BaselineEntry entry, FigureRecord like) =>
        entry.Figures.FirstOrDefault(f => (f.Name, f.Provenance, f.Unit) == (like.Name, like.Provenance, like.Unit));

    private static IEnumerable<ChangeRecord> Identities(JobRecord job, BaselineEntry before)
    {
        // Where the model or the samples are others, everything that follows from them is.
        var explained = false;
        foreach (var name in Deciding.Keys.Concat(job.Identities.Keys.Except(Deciding.Keys)))
        {
            var (now, old) = (job.Identities.GetValueOrDefault(name, ""), before.Identities.GetValueOrDefault(name, ""));
            if (now == old || (explained && Deciding.ContainsKey(name)))
                continue;
            explained = name is "model" or "samples" or "narrowed";
            var what = Deciding.TryGetValue(name, out var meaning) ? $"{meaning} ({name} {Short(old)} is now {Short(now)})" : $"{name} was {Short(old)} and is {Short(now)}";
            yield return new(name, Deciding.ContainsKey(name) ? Regression : Changed, null, null, "", "", what);
        }
    }

    private IEnumerable<ChangeRecord> Figures(JobRecord job, BaselineEntry before, HashSet<string> gated)
    {
        // A gate on instructions speaks of the whole inference and of its operators.
        foreach (var now in job.Figures)
        {
            if (Find(before, now) is not { } old)
                yield return new(now.Name, New, null, now.Value, now.Unit, now.Provenance, $"{now.Name} {Number(now.Value, Digits(now))} {now.Unit} ({now.Provenance}) is not in the baseline");
            else if (Judge(now, old) is { } kind)
                yield return new(
                    now.Name, kind == Regression && gated.Contains(Metric.Of(now.Name).Base) ? Changed : kind, old.Value, now.Value, now.Unit, now.Provenance, Sentence(now, old));
        }
        foreach (var old in before.Figures.Where(old => !job.Figures.Any(now => (now.Name, now.Provenance, now.Unit) == (old.Name, old.Provenance, old.Unit))))
            yield return new(
                old.Name, Gone, old.Value, null, old.Unit, old.Provenance, $"{old.Name} ({old.Provenance}) is in the baseline, {Number(old.Value, Digits(old))} {old.Unit}, and was not found");
    }

    private string? Judge(FigureRecord now, FigureRecord old)
    {
        if (now.Value.Equals(old.Value))
            return null;
        var isMore = now.Value > old.Value;
        if (now.Provenance == Provenances.Measured)
        {
            var beyond = isMore ? now.Value > (old.High ?? old.Value) : now.Value < (old.Low ?? old.Value);
            if (!beyond || Math.Abs(now.Value - old.Value) <= Math.Abs(old.Value) * noisePercent / 100)
                return null;
        }
        return Metric.Of(now.Name).Verdict(old.Value, now.Value) < 0 ? Improvement : Regression;
    }

    private static string Sentence(FigureRecord now, FigureRecord old)
    {
        var share = old.Value.Equals(0.0) ? "" : string.Create(CultureInfo.InvariantCulture, $", {Signed(100 * (now.Value - old.Value) / Math.Abs(old.Value), 2)} %");
        var digits = Math.Max(Digits(now), Digits(old));
        return $"{now.Name} {Number(old.Value, digits)} is now {Number(now.Value, digits)} {now.Unit} ({now.Provenance}): {Signed(now.Value - old.Value, digits)}{share}";
    }

    private static int Digits(FigureRecord f) => f.Value.Equals(Math.Round(f.Value)) ? 0 : f.Unit == "real" ? 6 : 2;

    private static string Short(string identity) => identity.Length == 0 ? "nothing" : identity.Length > 16 && identity.All(char.IsAsciiHexDigit) ? identity[..12] : identity;
}
