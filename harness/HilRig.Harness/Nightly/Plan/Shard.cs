using System.Globalization;

namespace HilRig.Harness.Nightly.Plan;

/// <summary>One of several parts of a night, which need no coordinator: part K of N has every Nth job from the Kth on.</summary>
/// <param name="Number">1..<paramref name="Count"/>.</param>
/// <param name="Count">1 and more.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>For help: what can be given.</summary>
    public const string Grammar = "K/N, or auto: the place in a Slurm job array, or a Kubernetes indexed job with HILRIG_SHARDS completions";

    /// <summary>The whole night.</summary>
    public static Shard Whole { get; } = new(1, 1);

    public bool IsWhole => Count == 1;

    public bool Has(NightlyJob job) => job.Index % Count == Number - 1;

    /// <exception cref="UsageException">Neither <c>K/N</c> nor <c>auto</c>, or auto where no engine says which part this is.</exception>
    public static Shard Parse(string text, Func<string, string?>? environment = null)
    {
        if (text == "auto")
            return Auto(environment ?? Environment.GetEnvironmentVariable);
        if (text.Split('/') is [var k, var n] && ParseWhole(k) is { } number && ParseWhole(n) is { } count && number >= 1 && number <= count)
            return new(number, count);
        throw new UsageException($"subset '{text}' is none; legal are 1/N to N/N, and auto");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static Shard Auto(Func<string, string?> environment)
    {
        if (ReadNumber(environment, "SLURM_ARRAY_TASK_ID") is { } task)
        {
            var first = ReadNumber(environment, "SLURM_ARRAY_TASK_MIN") ?? 0;
            var count = ReadNumber(environment, "SLURM_ARRAY_TASK_COUNT") ?? throw Lacking("SLURM_ARRAY_TASK_COUNT");
            return Of(task - first, count, "SLURM_ARRAY_TASK_ID; write the array without gaps: --array=1-N");
        }
        if (ReadNumber(environment, "JOB_COMPLETION_INDEX") is { } index)
            return Of(index, ReadNumber(environment, "HILRIG_SHARDS") ?? throw Lacking("HILRIG_SHARDS"), "JOB_COMPLETION_INDEX; set HILRIG_SHARDS to the job's completions");
        throw new UsageException("--subset auto: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set; legal elsewhere is K/N");
    }

    private static Shard Of(int index, int count, string mend) => index >= 0 && index < count
        ? new(index + 1, count)
        : throw new UsageException($"--subset auto: part {index + 1} of {count} does not exist: {mend}");

    private static UsageException Lacking(string name) => new($"--subset auto: {name} is not set, so the number of parts is not known");

    private static int? ReadNumber(Func<string, string?> environment, string name) => environment(name) is not { Length: > 0 } text ? null
        : ParseWhole(text) ?? throw new UsageException($"--subset auto: {name} is '{text}', which is no number");

    private static int? ParseWhole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
