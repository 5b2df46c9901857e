using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Targets;
using HilRig.Harness.Vectors;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.Reporting.Writers;
using HilRig.Vectors;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig vectors</c>: golden vectors and reference models against the simulator.</summary>
internal static class VectorsCommand
{
    // Whoever breaks a kernel wants its first failures, not ten thousand lines.
    private const int MostFailures = 20;

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "Files of golden vectors (.jsonl.gz), folders of them, or folders of reference models with an index.json.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> Targets = new("--target", "-t")
    {
        Description = "Boards to run on instead of the simulator, repeatable: host, qemu:<board>, …; results must be plain C's.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string> Path = new("--path")
    {
        Description = "The build to stand for: c, dsp or mve.",
        DefaultValueFactory = _ => "c",
    };

    private static readonly Option<string> Width = new("--width")
    {
        Description = "Kernels to run: scalar, 128, 256, 512 bits, or best.",
        DefaultValueFactory = _ => "best",
    };

    private static readonly Option<bool> Truncate = new("--truncate") { Description = "Legacy kernels as built with ARM_NN_TRUNCATE." };

    public static Command Create()
    {
        var (rounding, json) = (CommonOptions.Rounding(), CommonOptions.Json());
        var command = new Command("vectors", "Run golden vectors and reference models against the simulator.") { Paths, Targets, rounding, Path, Width, Truncate, json };
        command.SetGuarded(async (p, cancellation) =>
        {
            var settings = new VectorSettings(
                CommonOptions.ParseRounding(p.GetValue(rounding)!), TargetFactory.PathOf(p.GetValue(Path)!), ParseWidth(p.GetValue(Width)!), p.GetValue(Truncate));
            var heading = $"{settings.Path} path, {settings.Rounding} rounding, {Describe(settings.Width)}{(settings.Truncates ? ", truncating" : "")}".ToLowerInvariant();
            var all = p.GetValue(Targets)! is { Length: > 0 } targets
                ? await OnBoardsAsync(targets, p.GetValue(Paths)!, settings with { Path = KernelPath.C, Width = VectorWidth.Scalar }, cancellation)
                : [(heading, VectorSuite.Run(p.GetValue(Paths)!, settings, cancellation: cancellation))];
            foreach (var (title, results) in all)
            {
                if (p.GetValue(json))
                    System.Console.WriteLine(JsonSerializer.Serialize(results, JsonWriter.Options));
                else
                    Show(title, results, onBoard: p.GetValue(Targets)!.Length > 0);
            }
            return all.Any(run => run.Results.Any(r => r.Failed > 0)) ? ExitCode.CheckFailed : ExitCode.Pass;
        });
        return command;
    }

    // Side by side, so that emulators use every core.
    private static async Task<IReadOnlyList<(string Title, IReadOnlyList<FunctionResult> Results)>> OnBoardsAsync(
        string[] targets, string[] paths, VectorSettings settings, CancellationToken cancellation)
    {
        var results = new (string, IReadOnlyList<FunctionResult>)[targets.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, targets.Length), options, async (i, ended) =>
        {
            await using var target = await TargetFactory.OpenAsync(targets[i], new(), ended) as DeviceTarget
                ?? throw new UsageException($"target '{targets[i]}' is no board; without -t vectors run on the simulator");
            var title = $"{targets[i]}, {target.Description.Core}, {target.Description.KernelSet}, {settings.Rounding.ToString().ToLowerInvariant()} rounding";
            results[i] = (title, await new BoardVectors(target, settings).RunAsync(paths, null, ended));
        });
        return results;
    }

    private static void Show(string title, IReadOnlyList<FunctionResult> results, bool onBoard)
    {
        Terminal.Write(title, onBoard ? BoardTable(results) : SimulatorTable(results));
        List<CaseResult> all = [.. results.SelectMany(r => r.Results)];
        foreach (var refusal in all.Where(r => r.Outcome == CaseOutcome.Refused))
            Terminal.Line($"refused: {refusal.Id}: {refusal.Message}");
        foreach (var reason in all.Where(r => r.Outcome == CaseOutcome.Unsupported).GroupBy(ReasonOf))
            Terminal.Line($"unsupported: {Cases(reason.Count())} of {string.Join(", ", reason.Select(r => r.Function).Distinct())}: {reason.First().Message}");
        var failures = all.Where(r => r.Outcome == CaseOutcome.Failed).ToList();
        foreach (var failure in failures.Take(MostFailures))
            Terminal.Line($"failed: {failure.Id}: {failure.Message}");
        if (failures.Count > MostFailures)
            Terminal.Line($"failed: {Cases(failures.Count - MostFailures)} more; --json lists them all");
        System.Console.WriteLine(
            $"{results.Sum(r => r.Passed)} passed, {results.Sum(r => r.Failed)} failed, {results.Sum(r => r.Unsupported)} unsupported");
    }

    private static Table SimulatorTable(IReadOnlyList<FunctionResult> results) => new(
        [new("function"), new("passed", true), new("failed", true), new("unsupported", true), new("vector code", true), new("refused", true)],
        [.. results.Select(r => (IReadOnlyList<string>)
            [r.Function, Number(r.Passed), Number(r.Failed), Number(r.Unsupported), Number(r.Vectorized), Number(r.Refused)])],
        "vector code: cases that ran a packed kernel. refused: passed by refusing what the C leaves undefined.");

    // What the firmware has no kernel for is told in a sentence below.
    private static Table BoardTable(IReadOnlyList<FunctionResult> results) => new(
        [new("function"), new("passed", true), new("failed", true), new("unsupported", true)],
        [.. results.Where(r => r.Passed + r.Failed > 0).Select(r => (IReadOnlyList<string>)[r.Function, Number(r.Passed), Number(r.Failed), Number(r.Unsupported)])]);

    // A kernel's reasons are the same for many functions; a model's name its tensors, so that one stands for its operator's.
    private static string ReasonOf(CaseResult result) =>
        result.Function.StartsWith("arm_", StringComparison.Ordinal) ? result.Message : result.Function;

    private static string Cases(int count) => count == 1 ? "1 case" : $"{count} cases";

    private static string Describe(VectorWidth width) => width == VectorWidth.Scalar ? "scalar kernels" : $"{(int)width}-bit kernels";

    private static VectorWidth ParseWidth(string text)
    {
        var width = text switch
        {
            "best" => VectorWidths.Best,
            "scalar" => VectorWidth.Scalar,
            _ when Enum.TryParse<VectorWidth>("Bits" + text, out var bits) => bits,
            _ => throw new UsageException($"width '{text}' is unknown; legal are scalar, 128, 256, 512 and best"),
        };
        return VectorWidths.IsSupported(width)
            ? width
            : throw new UsageException($"{text} bits cannot run here; the widest are {(int)VectorWidths.Best}");
    }
}
