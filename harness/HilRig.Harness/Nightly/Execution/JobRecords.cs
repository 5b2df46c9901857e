using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>Turns what a job's validation found into its record, and writes the job's own result and report.</summary>
internal static class JobRecords
{
    private static readonly string[] DetailsKept = ["toolchain", "build id"];

    /// <param name="root">The night's folder.</param>
    /// <param name="files">The job's.</param>
    public static JobRun Of(NightlyJob job, Subject subject, RunRecord run, string root, string files)
    {
        File.WriteAllText(Path.Combine(files, "result.json"), JsonWriter.Write(run));
        File.WriteAllText(Path.Combine(files, "report.md"), MarkdownWriter.Write(run));
        var target = run.Targets.First(t => t.Name == job.Target && t.Role == "model");
        if (target.NoRoom is { } reason)
            return new(Without(job, Outcomes.NotRun, $"no room: {reason}", root, files), target, false);
        var record = Blank(job, run.Verdict == "pass" ? Outcomes.Pass : Outcomes.Fail, root, files) with
        {
            Reasons = run.Verdict == "pass" ? [] : Reasons(run, target),
            Figures = JobFigures.Of(run, target),
            Identities = Identities(subject.Graph, subject.SamplesSha256, run, target),
            Gates = run.Gates,
            First = target.Exactness?.First,
        };
        return new(record, target, false);
    }

    /// <summary>A job that gave no figures.</summary>
    public static JobRecord Without(NightlyJob job, string outcome, string reason, string? root = null, string? files = null) =>
        Blank(job, outcome, root, files) with { Reasons = [reason] };

    private static JobRecord Blank(NightlyJob job, string outcome, string? root, string? files) => new()
    {
        Id = job.Id,
        Model = job.ModelName,
        Data = job.DataName,
        Scheme = job.Scheme,
        Target = job.Target,
        Outcome = outcome,
        Artefacts = files is null ? [] : [.. Directory.GetFiles(files).Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(root!, file))],
    };

    // What the verdict says of this target, without what a clock says of it.
    private static List<string> Reasons(RunRecord run, TargetRecord target)
    {
        var reasons = new List<string>();
        if (target.Exactness is { IsExact: false } e)
            reasons.Add($"{e.Samples - e.EqualSamples} of {e.Samples} outputs differ from the simulator{Where(e)}");
        if (target.Exactness?.OtherRounding is { IsExact: true } other)
            reasons.Add($"everything is equal with {RoundingFamily.Of(other.Rounding)}: set the model's rounding to {other.Rounding}");
        if (target.Memory is { ArenaBytes: { } used } memory && Verdict.ArenaDiffers(memory))
            reasons.Add($"the arena reaches to {used} bytes, planned are {memory.ArenaPlanBytes}");
        reasons.AddRange(run.Gates.Where(gate => !gate.Passed).Select(gate => gate.Sentence));
        return reasons;
    }

    private static string Where(ExactnessRecord e) => e.First is { } m
        ? $", first in sample {m.Sample}, {m.Layer}, channel {m.Channel}, element {m.Element}: {m.Expected} expected, {m.Actual} found; {m.Explanation}"
        : e.EqualLayers < e.Layers ? $", and {e.Layers - e.EqualLayers} of {e.Layers} layer outputs; asked again, the board gives the right ones" : "";

    /// <summary>What ran, by hashes and names.</summary>
    /// <param name="graph">The model as it came.</param>
    public static SortedDictionary<string, string> Identities(ModelGraph graph, string samplesSha256, RunRecord run, TargetRecord target)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["model"] = graph.Sha256,
            ["narrowed"] = run.Model.Sha256,
            ["samples"] = samplesSha256,
            ["outputs"] = target.OutputsSha256 ?? "",
        };
        // The simulator's vector width is this machine's, and changes no bit.
        if (target.Exactness is not null && !target.Name.StartsWith("sim", StringComparison.Ordinal))
            all["kernels"] = target.Kernels;
        foreach (var detail in DetailsKept.Where(target.Details.ContainsKey))
            all[detail == "build id" ? "firmware" : detail] = target.Details[detail];
        return all;
    }
}
