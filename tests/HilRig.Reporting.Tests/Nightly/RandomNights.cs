using CsCheck;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>Nights of random jobs with texts that no device should send.</summary>
internal static class RandomNights
{
    private static readonly Gen<string> Nasty = Any(
        "", "digits", "]]>", "<!--", "&amp;", "\u0000\u0001\u001b[31m", "\ud800", "\udc00x", "\ufffe\uffff", "a\r\nb\rc\n", "\t", "%0A::error::x", "'\"><script>",
        "漢字 😀", "::", "|`*_[x](y)", "@everyone");

    private static readonly Gen<string> Texts = Gen.Select(Nasty, Gen.String[Gen.Char, 0, 6], Nasty, (a, b, c) => a + b + c);

    private static readonly Gen<FigureRecord> Figures = Gen.Select(Texts, Gen.Double, Any("B", "%", "instructions", ""), Any("exact", "emulated", "measured"),
        (n, v, u, p) => new FigureRecord(n, v, u, p));

    private static readonly Gen<JobRecord> Jobs = Gen.Select(
        Gen.Select(Texts, Any("", "holdout"), Any("int32", "int8:channel-shift"), Gen.OneOf(Any("qemu:a", "board:b"), Texts)),
        Any([.. Outcomes.All]), Texts.Array[0, 3], Figures.Array[0, 4], Gen.Bool,
        (names, outcome, reasons, figures, isQuarantined) => new JobRecord
        {
            Id = "", Model = names.Item1, Data = names.Item2, Scheme = names.Item3, Target = names.Item4, Outcome = outcome, Reasons = reasons, Figures = figures,
            Quarantine = isQuarantined ? new("*", reasons.FirstOrDefault() ?? "", "o", "2026-01-01") : null, Artefacts = [.. reasons],
        });

    public static Gen<NightRecord> All { get; } = Gen.Select(Jobs.Array[0, 12], Texts, Gen.Int[0, 5], (jobs, name, code) =>
        SampleNight.Night([.. jobs.Select((j, i) => j with { Id = $"{i} {j.Model}" })]) with
    {
        Name = name, ExitCode = code, Findings = [new(Outcomes.Fail, name, name)], Sentences = [name],
    });

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>A clock for the jobs that ran.</summary>
    public static NightTimes Times(NightRecord night) => SampleNight.Times with
    {
        Jobs = [.. night.Jobs.Where(j => j.Outcome != Outcomes.NotRun).Select((j, i) => new JobTimes(j.Id, DateTimeOffset.UnixEpoch, 0.25 * i, 1, 0, []))],
    };
}
