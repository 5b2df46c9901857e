using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary>Every board with every scheme: equal or not, work, flash, arena, stack; and the float model on the same board.</summary>
internal static class BoardPanel
{
    public static string Draw(BiasLabRecord lab) => string.Concat(BiasTables.Boards(lab).Select(board => Card($"<h3>{Text(board)}</h3>{Board(lab, board)}")));

    private static string Board(BiasLabRecord lab, string board)
    {
        var cells = lab.Boards.Where(c => c.Target == board).ToList();
        var (real, wide) = (cells.Find(c => c.Bias == BoardCell.Float), cells.Find(c => c.Bias == "int32"));
        var rows = string.Concat(cells.Select(c => Row(c, wide, real, c.Bias == lab.Recommended)));
        return $"""<div class="scroll"><table><thead><tr>{Head(cells[0])}</tr></thead><tbody>{rows}</tbody></table></div>""";
    }

    private static string Head(BoardCell cell)
    {
        string[] numbers = [$"{cell.Unit} ({cell.Provenance})", "against int32", "of float32", "flash B", "arena B", "stack B", "bias RAM B"];
        return $"<th>bias</th><th>equal to the simulator</th>{string.Concat(numbers.Select(n => $"""<th class="n">{Text(n)}</th>"""))}";
    }

    private static string Row(BoardCell cell, BoardCell? wide, BoardCell? real, bool isPicked)
    {
        var memory = cell.Memory;
        string[] numbers =
        [
            Number(cell.Ticks), Extra(cell, wide), Share(cell, real),
            Bytes(memory?.FlashBytes), Bytes(memory?.ArenaBytes), Bytes(memory?.StackBytes), Bytes(memory?.BiasRamBytes),
        ];
        var figures = string.Concat(numbers.Select(n => $"""<td class="n">{n}</td>"""));
        return $"<tr{(isPicked ? " class=\"pick\"" : "")}><td>{Text(cell.Bias)}</td><td>{Verdict(cell)}</td>{figures}</tr>";
    }

    private static string Extra(BoardCell cell, BoardCell? wide) =>
        cell.Ticks is { } ticks && wide?.Ticks is { } before && cell.Bias is not ("int32" or BoardCell.Float) ? Signed(ticks - before) : None;

    private static string Share(BoardCell cell, BoardCell? real) =>
        cell.Ticks is { } ticks && real?.Ticks is { } all and > 0 ? $"{Number(100 * ticks / all)} %" : None;

    private static string Verdict(BoardCell cell) => cell switch
    {
        { Samples: 0 } => $"""<span class="warn">did not run:</span> {Text(cell.Note)}""",
        { Bias: BoardCell.Float } => """<span class="soft">float: for work and memory</span>""",
        { IsExact: true } => $"""<span class="good">✓ {Equal(cell)}, {Number(cell.EqualLayers)} of {Number(cell.Layers)} layers</span>""",
        _ => $"""<span class="bad">✗ {Equal(cell)}</span> {Text(cell.Note)}""",
    };

    private static string Equal(BoardCell cell) => $"{cell.EqualSamples} of {cell.Samples} outputs";
}
