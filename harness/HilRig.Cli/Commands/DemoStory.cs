using System.Text;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary>The demo's runs told as one table and a few sentences.</summary>
internal static class DemoStory
{
    public static Table Table(IReadOnlyList<RunRecord> runs, string board) => new(
        [
            new("biases"), new("accuracy %", true), new("vs float", true), new("board = simulator", true), new("instructions", true),
            new("model flash B", true), new("bias B", true), new("arena B", true), new("stack B", true),
        ],
        [FloatRow(runs[0], board), .. runs.Select(r => Row(r, Board(r, board)))],
        "vs float: answers that differ from the float model's. Instructions of one inference, counted by the emulator.");

    public static IEnumerable<string> Sentences(IReadOnlyList<RunRecord> runs, string board)
    {
        var exact = runs.All(r => Board(r, board).Exactness!.IsExact);
        var layers = runs.Sum(r => Board(r, board).Exactness!.Layers ?? 0);
        yield return $"The emulated Cortex-M4 {(exact ? "equals" : "DIFFERS from")} the simulator: {Number(runs.Sum(r => r.Samples))} outputs and {Number(layers)} layer outputs compared, bit for bit, over the wire.";
        var naive = runs[^1];
        var best = runs.First(r => r.Bias == "int8:channel-shift");
        yield return $"Biases cut to int8 naively cost {Number(100 * (Float(naive).Accuracy - Board(naive, board).Accuracy), 1)} points of accuracy; with a shift per channel {Number(100 * (Float(best).Accuracy - Board(best, board).Accuracy), 1)}.";
        var (ours, theirs) = (Board(best, board), FloatOnBoard(best, board));
        yield return $"Against float32 on the same core: {Number(theirs.Counter!.Median / ours.Counter!.Median, 2)} times fewer instructions, {Number((double)theirs.Memory!.FlashBytes / ours.Memory!.FlashBytes, 2)} times less flash, {Number((double)theirs.Memory.ArenaBytes! / ours.Memory.ArenaBytes!.Value, 2)} times less arena.";
    }

    public static string Markdown(IReadOnlyList<RunRecord> runs, Table story)
    {
        var text = new StringBuilder("# Demo: what narrow biases cost, and that the board agrees\n\n");
        text.AppendLine(MarkdownWriter.Write(story));
        foreach (var run in runs)
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"- {run.Bias}: {run.Verdict}. {string.Join(' ', run.Sentences)}");
        return text.ToString();
    }

    private static IReadOnlyList<string> FloatRow(RunRecord run, string board)
    {
        var (reference, onBoard) = (Float(run), FloatOnBoard(run, board));
        return
        [
            "float32", Percent(reference.Accuracy), Number(reference.ChangedAgainstFloat), None, Number(onBoard.Counter?.Median),
            Bytes(onBoard.Memory?.FlashBytes), None, Bytes(onBoard.Memory?.ArenaBytes), Bytes(onBoard.Memory?.StackBytes),
        ];
    }

    private static IReadOnlyList<string> Row(RunRecord run, TargetRecord t) =>
    [
        run.Bias, Percent(t.Accuracy), Number(t.ChangedAgainstFloat), $"{Number(t.Exactness!.EqualSamples)} of {Number(t.Exactness.Samples)}",
        Number(t.Counter?.Median), Bytes(t.Memory?.FlashBytes), Bytes(run.Model.BiasBytes), Bytes(t.Memory?.ArenaBytes), Bytes(t.Memory?.StackBytes),
    ];

    private static TargetRecord Float(RunRecord run) => run.Targets.First(t => t.Name == "float");

    private static TargetRecord Board(RunRecord run, string board) => run.Targets.First(t => t.Name == board && t.Role == "model");

    private static TargetRecord FloatOnBoard(RunRecord run, string board) => run.Targets.First(t => t.Name == board && t.Role != "model");
}
