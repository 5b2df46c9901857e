using System.Globalization;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Tests.Nightly.History;

/// <summary>Nights of two models on two boards.</summary>
internal static class SampleNights
{
    public const string Name = "bench";

    public static readonly DateTimeOffset First = new(2026, 9, 1, 1, 30, 0, TimeSpan.FromHours(2));

    private static readonly string[] Models = ["digits", "tiny"];
    private static readonly string[] Targets = ["qemu:mps2-an385", "qemu:mps2-an386"];

    /// <summary>A green night; the firmware and the compiler are those of its step, and so are the instructions.</summary>
    public static NightRecord Night(int step = 0) => new()
    {
        Tool = "hilrig 0.1.0", Name = Name, PlanSha256 = new('a', 64), Commit = step.ToString("x40", CultureInfo.InvariantCulture),
        Tools = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["gcc"] = $"12.{step}", ["qemu-system-arm"] = "7.2.22" },
        Jobs = [.. from model in Models from target in Targets select Job(model, target, step)],
        Verdict = Outcomes.Pass, ExitCode = 0, Sentences = ["4 jobs: 4 passed."],
    };

    public static JobRecord Job(string model, string target, int step) => new()
    {
        Id = $"{model}/int32/{target}", Model = model, Scheme = "int32", Target = target, Outcome = Outcomes.Pass,
        Figures =
        [
            new("exact", 100, "%", "exact"), new("instructions", 1000 + step, "instructions", "emulated", 990, 1010),
            new("instructions[0 CONV_2D]", 600, "instructions", "emulated"), new("cycles", 1234.5, "cycles", "estimated"),
        ],
        Identities = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["firmware"] = new((char)('b' + step), 64), ["kernels"] = "dsp" },
        Explanation = ["CONV_2D 0: 14 of 64 biases are clamped. 漢"],
    };

    /// <summary>The clock of the n-th night.</summary>
    public static NightTimes Times(int night = 0) => new()
    {
        Started = First.AddDays(night), Seconds = 12.5, Host = "rack-3",
        Jobs = [new("digits/int32/qemu:mps2-an385", First.AddDays(night), 3.25, 2, 7, [new("hang", "sample 17", "no answer", "soft reset", 1.5)])],
    };

    public static NightRecord Failed(this NightRecord night) => night with
    {
        Verdict = Outcomes.Fail, ExitCode = 1, Jobs = [night.Jobs[0] with { Outcome = Outcomes.Fail, Reasons = ["differs"] }, .. night.Jobs.Skip(1)],
    };
}
