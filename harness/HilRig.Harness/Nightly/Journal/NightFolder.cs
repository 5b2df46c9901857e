using System.Text.Json;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Harness.Nightly.Journal;

/// <summary>
/// The folder of a night: <c>plan.json</c> first, <c>journal.jsonl</c> while it runs, <c>jobs/</c>, the reports, and <c>result.json</c> last of all, so that a
/// night with a result is a finished one.
/// </summary>
public sealed class NightFolder
{
    private NightFolder(string path, PlanRecord plan) => (Path, Plan) = (path, plan);

    public string Path { get; }

    /// <summary>What was to be run.</summary>
    public PlanRecord Plan { get; }

    public string Journal => FileOf("journal.jsonl");

    public string Result => FileOf("result.json");

    public string Times => FileOf("times.json");

    public string Lock => FileOf("night.lock");

    /// <summary>The report to look at.</summary>
    public string Html => FileOf("report.html");

    public string Markdown => FileOf("report.md");

    /// <summary>Everything is written.</summary>
    public bool IsFinished => File.Exists(Result);

    public static NightFolder Create(string root, PlanRecord plan, DateTimeOffset now)
    {
        // Parts that begin in the same second in one shared folder are told apart by their names.
        var name = plan.Shard is null ? plan.Name : $"{plan.Name}-{plan.Shard.Replace("/", "of", StringComparison.Ordinal)}";
        var folder = new NightFolder(RunFolder.Create(root, "nightly", name, now).Path, plan);
        folder.Write("plan.json", JsonSerializer.Serialize(plan, JsonWriter.Options));
        return folder;
    }

    /// <exception cref="UsageException">There is no night.</exception>
    public static NightFolder Open(string path) => TryOpen(Directory.Exists(path) ? path : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!)
        ?? throw new UsageException($"there is no night in {path}: its folder holds a plan.json");

    /// <summary>Nights of a config in the output folder, the youngest first.</summary>
    public static IEnumerable<NightFolder> Of(string root, string name) => !Directory.Exists(root) ? [] : Directory.GetDirectories(root)
        .Where(folder => folder.Contains("-nightly-", StringComparison.Ordinal))
        .Select(TryOpen).OfType<NightFolder>()
        .Where(night => night.Plan.Name == name)
        .OrderByDescending(night => night.Plan.Started).ThenByDescending(night => night.Path, StringComparer.Ordinal);

    /// <summary>Where a job's files go.</summary>
    public string JobFolder(NightlyJob job) => System.IO.Path.Combine(Path, "jobs", job.Folder);

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file so that it is there whole or not at all, whatever happens meanwhile.</summary>
    public void Write(string name, string text) => AtomicFile.Write(FileOf(name), text);

    /// <exception cref="UsageException">The night is not finished, or its result is damaged.</exception>
    public (NightRecord Night, NightTimes Times) Read()
    {
        if (!IsFinished)
            throw new UsageException($"{Path} is not finished; finish it with: hilrig nightly -c {Plan.Config} --resume {Path}");
        return (Read<NightRecord>(Result), Read<NightTimes>(Times));
    }

    private static NightFolder? TryOpen(string path)
    {
        var file = System.IO.Path.Combine(path, "plan.json");
        return File.Exists(file) ? new(System.IO.Path.GetFullPath(path), Read<PlanRecord>(file)) : null;
    }

    private static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), JsonWriter.Options) ?? throw new UsageException($"{file} holds null");
        }
        catch (Exception error) when (error is JsonException or FileNotFoundException)
        {
            throw new UsageException($"{file} is damaged: {error.Message}", error);
        }
    }
}

/// <summary>What a night was to run: <c>plan.json</c>.</summary>
public sealed record PlanRecord
{
    /// <summary>Tells nights apart in history, whatever their folders are called.</summary>
    public required string RunId { get; init; }

    /// <summary>The config's name.</summary>
    public required string Name { get; init; }

    /// <summary>The config's file.</summary>
    public required string Config { get; init; }

    public required string Sha256 { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary><c>2/4</c>, <c>failed</c>, or null for a whole night.</summary>
    public string? Shard { get; init; }

    /// <summary>Ids of the whole plan, in its order.</summary>
    public required IReadOnlyList<string> Jobs { get; init; }

    /// <summary>Ids that this night runs.</summary>
    public required IReadOnlyList<string> Selected { get; init; }
}
