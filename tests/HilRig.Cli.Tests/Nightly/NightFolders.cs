using System.Globalization;
using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>Folders of finished nights, as <c>hilrig nightly</c> leaves them.</summary>
internal static class NightFolders
{
    public static readonly DateTimeOffset First = new(2026, 9, 1, 1, 30, 0, TimeSpan.Zero);

    private static readonly string[] Targets = ["qemu:mps2-an385", "qemu:mps2-an386"];

    /// <summary>Writes the n-th night; its instructions step up in the third.</summary>
    /// <param name="operators">Figures of single operators a job has: what makes a night large.</param>
    public static string Write(WorkFolder root, int night, int operators = 1, string name = "bench", string? shard = null)
    {
        var folder = root[string.Create(CultureInfo.InvariantCulture, $"out/{night:000}-nightly-{name}")];
        Directory.CreateDirectory(folder);
        var jobs = Targets.Select(target => Job(target, night, operators)).ToList();
        Write(folder, "plan.json", new
        {
            runId = $"run-{name}-{night:000}", name, config = root["hilrig.yml"], sha256 = new string('a', 64), started = First.AddDays(night), shard,
            jobs = jobs.Select(job => job.Id), selected = jobs.Select(job => job.Id),
        });
        Write(folder, "times.json", new NightTimes { Started = First.AddDays(night), Seconds = 61 });
        Write(folder, "result.json", Night(name, night, jobs) with { Shard = shard });
        return folder;
    }

    private static NightRecord Night(string name, int night, IReadOnlyList<JobRecord> jobs) => new()
    {
        Tool = "hilrig 0.1.0", Name = name, PlanSha256 = new('a', 64), Commit = night.ToString("x40", CultureInfo.InvariantCulture) + "+",
        Tools = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["qemu-system-arm"] = night < 2 ? "7.2.22" : "8.0.0" },
        Jobs = jobs, Verdict = Outcomes.Pass, ExitCode = 0, Sentences = ["2 jobs: 2 passed."],
    };

    private static JobRecord Job(string target, int night, int operators) => new()
    {
        Id = $"digits/int32/{target}", Model = "digits", Scheme = "int32", Target = target, Outcome = Outcomes.Pass,
        Figures =
        [
            new("arena", 7_840, "B", "exact"), new("instructions", night < 2 ? 1_000_000 : 1_030_000, "instructions", "emulated"),
            .. Enumerable.Range(0, operators).Select(i => new FigureRecord($"instructions[{i} CONV_2D]", 5_000 + i, "instructions", "emulated")),
        ],
    };

    private static void Write<T>(string folder, string name, T value) => File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(value, JsonWriter.Options));
}
