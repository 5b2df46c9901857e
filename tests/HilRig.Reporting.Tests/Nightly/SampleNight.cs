using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>Nights with one of everything, and names that would break a page.</summary>
internal static class SampleNight
{
    public const string Hostile = "a<script>alert(1)</script>\"&b|c\u001b[31m";

    public const string Board = "qemu:mps2-an386";

    private static readonly string[] Models = ["digits", "kws_int8", "ic_resnet8", "ad01_int8"];
    private static readonly string[] Schemes = ["int32", "int16:channel-shift", "int8:channel-shift", "int8:layer-shift", "int8:saturate"];
    private static readonly string[] Targets = [Board, "qemu:mps3-an547"];

    private static readonly ElementRecord Right = new(-3, -768, 10_344, 1_234_567_890, -9, -13, -12);

    /// <summary>Forty jobs, all green.</summary>
    public static NightRecord Green { get; } = Night([.. Models.SelectMany((m, i) =>
        Schemes.SelectMany((s, k) => Targets.Select((t, n) => Job(m, s, t, 1_000_000 * (i + 1) + 1_000 * k + 100_000 * n))))]) with
    {
        Commit = "0123456789abcdef0123456789abcdef01234567",
    };

    /// <summary>The next night, in which everything went wrong once.</summary>
    public static NightRecord Red { get; } = Worsened();

    /// <summary>One job of every outcome, small enough to be read whole.</summary>
    public static NightRecord Small { get; } = Red with { Jobs = [.. new[] { 3, 4, 10, 13, 18, 21, 25, 30, 40 }.Select(i => Red.Jobs[i])] };

    public static NightTimes Times { get; } = new()
    {
        Started = new(2026, 11, 26, 1, 30, 0, TimeSpan.FromHours(1)), Seconds = 11_130, Resumes = 1, Host = "rack-3",
        Jobs =
        [
            .. Red.Jobs.Where(j => j.Outcome != Outcomes.NotRun).Select((j, i) => new JobTimes(
                j.Id, new(2026, 11, 26, 1, 30, i, TimeSpan.FromHours(1)), 4.5 * (i + 1), i == 7 ? 2 : 1, i == 7 ? 12 : 0,
                i == 7 ? [new("hang", "sample 17", "no answer for 2 s", "soft reset", 1.5)] : [])),
        ],
    };

    public static NightRecord Night(IReadOnlyList<JobRecord> jobs) => new()
    {
        Tool = "hilrig 0.1.0", Name = "models", PlanSha256 = new('a', 64), Jobs = jobs, Verdict = Outcomes.Pass, ExitCode = 0,
        Sentences = [$"All {jobs.Count} jobs passed."],
        Tools = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["arm-none-eabi-gcc"] = "12.2.1", ["qemu-system-arm"] = "7.2.22" },
    };

    public static JobRecord Job(string model, string scheme, string target, double instructions = 1_000_000) => new()
    {
        Id = $"{model}/{scheme}/{target}", Model = model, Scheme = scheme, Target = target, Outcome = Outcomes.Pass, HasBaseline = true,
        Figures =
        [
            new("accuracy", 98.8, "%", "exact"), new("instructions", instructions, "instructions", "emulated"), new("arena", 7_840, "B", "exact"),
            new("flash", 10_112, "B", "exact"),
            new("instructions[0 CONV_2D]", instructions / 2, "instructions", "emulated"), new("instructions[1 SOFTMAX]", 3_678, "instructions", "emulated"),
        ],
        Identities = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["model"] = Sha(model), ["firmware"] = Sha(target), ["toolchain"] = "gcc 12.2.1" },
        Gates = [new("arena <= 8KiB", target, 7_840, "B", true, "arena <= 8KiB: 7,840 B is within"),
            new("accuracy >= 95%", target, 98.8, "%", true, "accuracy >= 95%: 98.8 % is within")],
        Artefacts = [$"jobs/{model}-{scheme.Replace(':', '-')}/device.log"],
    };

    /// <summary>A hash for a name.</summary>
    public static string Sha(string name) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    /// <summary>The counter's figures of a job times a factor.</summary>
    public static JobRecord Slower(JobRecord job, double factor) => job with
    {
        Figures = [.. job.Figures.Select(f => f.Name is "instructions" or "instructions[0 CONV_2D]" ? f with { Value = Math.Round(f.Value * factor) } : f)],
    };

    private static NightRecord Worsened() => Night([.. Green.Jobs.Select((job, i) => Worsened(job, i)),
        Job(Hostile, "int32", Board) with { Outcome = Outcomes.Fail, Reasons = [Hostile] }]) with
    {
        Commit = "fedcba9876543210fedcba9876543210fedcba98", Verdict = Outcomes.Fail, ExitCode = 1,
        Sentences = ["3 jobs failed, 8 are worse than the baseline, 1 ended by infrastructure.",
            "digits/int8:channel-shift/qemu:mps2-an386 differs from the simulator in operator 3."],
        Findings = [new(Outcomes.Fail, "old/*", "the quarantine of old/* ran out on 2026-11-20; mend the jobs or extend it")],
    };

    private static JobRecord Worsened(JobRecord job, int at) => at switch
    {
        4 => Differs(job),
        10 => OverGate(job),
        13 => job with { Outcome = Outcomes.Infrastructure, Reasons = ["the emulator ended with signal 6 during sample 12", "tried 3 times"] },
        18 => Lossy(job),
        21 => job with { Outcome = Outcomes.Quarantined, Reasons = ["accuracy >= 95%: 91.2 % is below"],
            Quarantine = new("kws_int8/int8:*", "retraining is under way", "mira", "2026-12-01") },
        25 => job with { Outcome = Outcomes.NotRun, Reasons = ["no room on the board: 3,120 bytes lack"], Figures = [], Gates = [] },
        >= 30 when job.Target == Board => Regressed(job, 1 + 0.001 * at),
        _ => job,
    };

    private static JobRecord Differs(JobRecord job) => job with
    {
        Outcome = Outcomes.Fail, Reasons = ["differs from the simulator in 12 of 1,000 outputs"],
        First = new()
        {
            Sample = 17, Operator = 3, Layer = "operator 3 CONV_2D version 1 'conv_7'", Element = 1_234, Channel = 5, Expected = -12, Actual = -11,
            DifferingElements = 42,
            Simulator = Right, Target = Right with { Requantized = -12, Output = -11 },
            Explanation = "The accumulators agree; the requantization rounds up on the target.",
        },
    };

    private static JobRecord OverGate(JobRecord job) => job with
    {
        Outcome = Outcomes.Fail, Reasons = ["arena <= 8KiB: 8,864 B is over by 672 B"],
        Figures = [.. job.Figures.Select(f => f.Name == "arena" ? f with { Value = 8_864 } : f)],
        Gates = [job.Gates[0] with { Value = 8_864, Passed = false, Sentence = "arena <= 8KiB: 8,864 B is over by 672 B" }, job.Gates[1]],
    };

    private static JobRecord Lossy(JobRecord job) => job with
    {
        Outcome = Outcomes.Regression, Reasons = ["accuracy fell from 98.8 % to 21.7 %"],
        Figures = [.. job.Figures.Select(f => f.Name == "accuracy" ? f with { Value = 21.7 } : f)],
        Changes = [new("accuracy", "regression", 98.8, 21.7, "%", "exact", "accuracy: 21.7 % against 98.8 %, 0.5 pp are allowed")],
        Explanation = ["CONV_2D 0: 14 of 64 biases are clamped, 93 % of the loss; int8:channel-shift mends it for 28 bytes."],
    };

    private static JobRecord Regressed(JobRecord job, double factor) => Slower(job, factor) with
    {
        Outcome = Outcomes.Regression, Reasons = ["instructions are more than 1 % over the baseline"],
        Changes = [new("instructions", "regression", job.Figures[1].Value, Math.Round(job.Figures[1].Value * factor), "instructions", "emulated",
            "instructions: more than 1 % over the baseline")],
    };
}
