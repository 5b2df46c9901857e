using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Baselines;

/// <summary>What a job is held against.</summary>
/// <param name="Identities">As <see cref="JobRecord.Identities"/>.</param>
/// <param name="Figures">As <see cref="JobRecord.Figures"/>; of measured ones Low and High are what several nights saw.</param>
public sealed record BaselineEntry(IReadOnlyDictionary<string, string> Identities, IReadOnlyList<FigureRecord> Figures)
{
    /// <summary>One night's.</summary>
    public static BaselineEntry Of(JobRecord job) => new(job.Identities, job.Figures);

    /// <summary>Several nights' of one job, the last first: measured figures get their median and their range over all, others are the last night's.</summary>
    public static BaselineEntry Of(IReadOnlyList<JobRecord> nights) => new(
        nights[0].Identities,
        [.. nights[0].Figures.Select(figure => figure.Provenance == Judging.Provenances.Measured ? Over(nights, figure) : figure)]);

    private static FigureRecord Over(IReadOnlyList<JobRecord> nights, FigureRecord last)
    {
        var seen = nights.SelectMany(night => night.Figures).Where(f => (f.Name, f.Provenance, f.Unit) == (last.Name, last.Provenance, last.Unit)).ToList();
        var values = seen.Select(f => f.Value).Order().ToList();
        return last with { Value = values[values.Count / 2], Low = seen.Min(f => f.Low ?? f.Value), High = seen.Max(f => f.High ?? f.Value) };
    }
}
