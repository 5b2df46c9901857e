using HilRig.Harness.Nightly.Plan;

namespace HilRig.Harness.Nightly.Config;

/// <summary><c>hilrig.yml</c>, checked; what each key means is in <c>hilrig.schema.json</c>. All paths are absolute.</summary>
public sealed record NightlyConfig
{
    /// <summary>The file it was read from.</summary>
    public string Path { get; init; } = "";

    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, ModelConfig> Models { get; init; }

    public IReadOnlyList<string> Schemes { get; init; } = ["int32"];

    public required IReadOnlyList<TargetConfig> Targets { get; init; }

    public IReadOnlyList<ExclusionConfig> Exclude { get; init; } = [];

    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>Null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Null for <c>history.db</c> in the output folder.</summary>
    public string? History { get; init; }

    /// <summary>Per cent.</summary>
    public double Noise { get; init; } = 0.5;

    public string Layers { get; init; } = "crc";

    public int FloatSamples { get; init; }

    public bool Wire { get; init; }

    /// <summary>Null for one for each processor.</summary>
    public int? Jobs { get; init; }

    public string? Map { get; init; }

    public string? ResetCommand { get; init; }

    public int Recoveries { get; init; } = 3;

    public int Retries { get; init; } = 1;

    public int GiveUpAfter { get; init; } = 3;

    public TimeoutConfig Timeouts { get; init; } = new();

    public IReadOnlyList<QuarantineConfig> Quarantine { get; init; } = [];

    public HookConfig Hooks { get; init; } = new();

    /// <summary>What excuses a job on a day; null for nothing.</summary>
    public QuarantineConfig? ExcuseOf(string job, DateOnly today) => Quarantine.FirstOrDefault(q => NightlyPlan.Matches(q.Jobs, job) && q.Until >= today);
}

/// <summary>A model with its samples.</summary>
public sealed record ModelConfig
{
    public required string Path { get; init; }

    public string? Inputs { get; init; }

    public string? Labels { get; init; }

    /// <summary>Null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>Several sets by name; empty where the model has one.</summary>
    public IReadOnlyDictionary<string, DataConfig> Data { get; init; } = new Dictionary<string, DataConfig>();

    public string? Float { get; init; }

    public string Rounding { get; init; } = "double";

    public bool Stateful { get; init; }

    /// <summary>Null for the night's.</summary>
    public IReadOnlyList<string>? Schemes { get; init; }

    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>Every set of samples with its name, which is empty for the only one.</summary>
    public IEnumerable<(string Name, DataConfig Data)> Sets => Data.Count > 0
        ? Data.Select(set => (set.Key, set.Value))
        : [("", new DataConfig { Inputs = Inputs!, Labels = Labels, Samples = Samples })];
}

/// <summary>One set of samples.</summary>
public sealed record DataConfig
{
    public required string Inputs { get; init; }

    public string? Labels { get; init; }

    /// <summary>Null for all.</summary>
    public int? Samples { get; init; }

    public IReadOnlyList<string> Gates { get; init; } = [];
}

/// <param name="Name">A target, or a glob of emulated boards.</param>
/// <param name="Optional">Left out where it is not installed.</param>
public sealed record TargetConfig(string Name, bool Optional = false);

/// <param name="Jobs">Glob of job ids.</param>
public sealed record ExclusionConfig(string Jobs, string Reason);

/// <param name="Jobs">Glob of job ids.</param>
/// <param name="Until">Last day it counts.</param>
public sealed record QuarantineConfig(string Jobs, string Reason, string Owner, DateOnly Until);

/// <summary>How long a job may take, beside what follows from its work.</summary>
/// <param name="Least">Seconds.</param>
/// <param name="Most">Seconds.</param>
public sealed record TimeoutConfig(double Factor = 1, double Least = 60, double Most = 3600);

/// <summary>Shell commands; null for none.</summary>
/// <param name="Timeout">Seconds each may take.</param>
public sealed record HookConfig(
    string? Before = null, string? After = null, string? BeforeJob = null, string? AfterJob = null, string? OnFailure = null, double Timeout = 60);
