using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Baselines;

/// <summary>
/// A baseline as text for git: a block a job, a line a figure, in order, so that a change of one figure is a change of one line and merges meet as code does.
/// </summary>
public sealed partial class BaselineFile
{
    private const int Version = 1;
    private readonly SortedDictionary<string, BaselineEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>By job id.</summary>
    public IReadOnlyDictionary<string, BaselineEntry> Entries => _entries;

    /// <summary>A baseline without jobs.</summary>
    public static BaselineFile Empty() => new();

    /// <exception cref="UsageException">Missing or damaged: names the line.</exception>
    public static BaselineFile Load(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path), path)
        : throw new UsageException($"there is no baseline {path}; make it from a night that you approve of: hilrig baseline update RUN");

    /// <param name="path">Named in errors.</param>
    /// <exception cref="UsageException">See <see cref="Load"/>.</exception>
    public static BaselineFile Parse(string text, string path)
    {
        var (file, lines) = (new BaselineFile(), text.Split('\n'));
        var (job, identities, figures) = ((string?)null, new SortedDictionary<string, string>(StringComparer.Ordinal), new List<FigureRecord>());
        var hasVersion = false;
        for (var i = 0; i < lines.Length; i++)
        {
            UsageException Error(string what) => new($"{path}:{i + 1}: {what}");
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (!hasVersion)
            {
                hasVersion = line == $"version {Version}" ? true : throw Error($"'{line}' is not 'version {Version}', which this hilrig reads");
                continue;
            }
            if (line[0] == '[' && line[^1] == ']')
            {
                job = line[1..^1];
                (identities, figures) = (new(StringComparer.Ordinal), []);
                if (!file._entries.TryAdd(job, new(identities, figures)))
                    throw Error($"job {job} is here twice: a merge has gone wrong");
            }
            else if (job is null || !Read(line, identities, figures))
                throw Error($"'{line}' is no line of a baseline: [job id], 'name = value unit (provenance)' or 'name: identity'");
        }
        return hasVersion ? file : throw new UsageException($"{path} is empty, a baseline begins with 'version {Version}'");
    }

    /// <summary>Replaces a job's entry.</summary>
    public void Set(string job, BaselineEntry entry) => _entries[job] = entry;

    public void Remove(string job) => _entries.Remove(job);

    /// <summary>The text, the same for the same entries.</summary>
    public string Render()
    {
        var text = new StringBuilder("# HilRig baseline, one figure a line. Changed by `hilrig baseline update` only; emulated figures are compared exactly.\n");
        text.Append(CultureInfo.InvariantCulture, $"version {Version}\n");
        foreach (var (job, entry) in _entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{job}]\n");
            foreach (var (name, value) in entry.Identities)
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
            foreach (var f in entry.Figures)
                text.Append(CultureInfo.InvariantCulture, $"{f.Name} = {f.Value:R} {f.Unit} ({f.Provenance}{Range(f)})\n");
        }
        return text.ToString();
    }

    // What is emulated or counted has a range by its inputs; only measured figures are judged by theirs.
    private static string Range(FigureRecord f) => f is { Provenance: Judging.Provenances.Measured, Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $", {low:R}..{high:R}")
        : "";

    private static bool Read(string line, SortedDictionary<string, string> identities, List<FigureRecord> figures)
    {
        if (FigureLine().Match(line) is { Success: true } f)
        {
            figures.Add(new(
                f.Groups["name"].Value, Number(f, "value")!.Value, f.Groups["unit"].Value, f.Groups["from"].Value, Number(f, "low"), Number(f, "high")));
            return true;
        }
        return IdentityLine().Match(line) is { Success: true } identity && identities.TryAdd(identity.Groups[1].Value, identity.Groups[2].Value);
    }

    private static double? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } g ? double.Parse(g.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<name>.+?) = (?<value>[-+0-9.E]+) (?<unit>\S+) \((?<from>\w+)(, (?<low>[-+0-9.E]+)\.\.(?<high>[-+0-9.E]+))?\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex FigureLine();

    [GeneratedRegex(@"^([a-z]+): (.*)$")]
    private static partial Regex IdentityLine();
}
