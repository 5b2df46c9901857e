using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Writers.Nightly.Xml;

/// <summary>A job as formats for test results see it.</summary>
/// <param name="Suite">The target.</param>
/// <param name="Name">Model and scheme.</param>
/// <param name="Times">Null where the job did not run, or nothing is known of the clock.</param>
/// <param name="Attachments">Paths as readers are to find them.</param>
internal sealed record NightCase(JobRecord Job, string Suite, string Name, JobTimes? Times, IReadOnlyList<string> Attachments)
{
    public string Outcome => Job.Outcome;

    public double Seconds => Times?.Seconds ?? 0;

    /// <summary>One line.</summary>
    public string Message => Outcome == Outcomes.Pass ? "" : $"{Outcome}: {Why}";

    /// <summary>The outcome and everything there is to say of it, a sentence a line.</summary>
    public string Full => $"{Outcome}: {string.Join('\n', NightSummary.Reasons(Job).Concat(Job.Explanation).Prepend(Why).Distinct())}";

    /// <summary>Figures with their units, then what ran, then what it is excused by; names come once.</summary>
    public IEnumerable<(string Name, string Value)> Properties
    {
        get
        {
            yield return ("outcome", Outcome);
            foreach (var figure in Job.Figures)
                yield return ($"{figure.Name} ({figure.Provenance})", $"{figure.Value.ToString("R", CultureInfo.InvariantCulture)} {figure.Unit}".TrimEnd());
            foreach (var (name, value) in Job.Identities)
                yield return ($"identity {name}", value);
            if (Times is { Attempts: > 1 } times)
                yield return ("attempts", times.Attempts.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The same for the same job in every night.</summary>
    public Guid Id(string purpose = "") => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{Job.Id}")).AsSpan(0, 16));

    /// <param name="folder">Of the night, put before the artefacts; empty to leave them relative to it.</param>
    public static IReadOnlyList<NightCase> Of(NightRecord night, NightTimes? times, string folder)
    {
        var clock = (times?.Jobs ?? []).GroupBy(t => t.Id).ToDictionary(g => g.Key, g => g.Last());
        return [.. night.Jobs.Select(job => new NightCase(
            job, job.Target, $"{Words.ModelOf(job)}/{job.Scheme}", clock.GetValueOrDefault(job.Id), [.. job.Artefacts.Select(a => Path.Combine(folder, a))]))];
    }

    /// <summary>What is the whole night's: tools, and what was found beside the jobs.</summary>
    public static IEnumerable<(string Name, string Value)> Common(NightRecord night) =>
    [
        ("tool", night.Tool), ("verdict", night.Verdict), ("commit", night.Commit ?? ""), .. night.Tools.Select(t => (t.Key, t.Value)),
        .. night.Findings.Select(f => ($"finding {f.Outcome} {f.Subject}", f.Sentence)),
    ];

    private string Why => Job switch
    {
        { Quarantine: { } q } => $"Quarantined by {q.Owner} until {q.Until}: {q.Reason}",
        { Reasons: [var first, ..] } => first,
        _ => "no reason is given",
    };
}
