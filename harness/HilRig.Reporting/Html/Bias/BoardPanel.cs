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
        var (real, first) = (cells.Find(c => c.Bias == BoardCell.Float), cells[0]);
        var head = $"<tr><th>bias</th><th>equal to the simulator</th><th class=\"n\">{Text(first.Unit)} ({Text(first.Provenance)})</th><th class=\"n\">against int32</th><th class=\"n\">of float32</th><th class=\"n\">flash B</th><th class=\"n\">arena B</th><th class=\"n\">stack B</th><th class=\"n\">bias RAM B</th></tr>";
        return $"<div class=\"scroll\"><table><thead>{head}</thead><tbody>{string.Concat(cells.Select(c => Row(c, cells.Find(x => x.Bias == "int32"), real, lab)))}</tbody></table></div>";
    }

    private static string Row(BoardCell cell, BoardCell? wide, BoardCell? real, BiasLabRecord lab)
    {
        var extra = cell.Ticks is { } ticks && wide?.Ticks is { } before && cell.Bias is not ("int32" or BoardCell.Float) ? $"{(ticks >= before ? "+" : "−")}{Number(Math.Abs(ticks - before))}" : None;
        var share = cell.Ticks is { } t && real?.Ticks is { } f and > 0 ? $"{Number(100 * t / f)} %" : None;
        string[] numbers = [Number(cell.Ticks), extra, share, Bytes(cell.Memory?.FlashBytes), Bytes(cell.Memory?.ArenaBytes), Bytes(cell.Memory?.StackBytes), Bytes(cell.Memory?.BiasRamBytes)];
        return $"<tr{(cell.Bias == lab.Recommended ? " class=\"pick\"" : "")}><td>{Text(cell.Bias)}</td><td>{Verdict(cell)}</td>{string.Concat(numbers.Select(n => $"<td class=\"n\">{n}</td>"))}</tr>";
    }

    private static string Verdict(BoardCell cell) => cell switch
    {
        { Samples: 0 } => $"<span class=\"warn\">did not run:</span> {Text(cell.Note)}",
        { Bias: BoardCell.Float } => "<span class=\"soft\">float: for work and memory</span>",
        { IsExact: true } => $"<span class=\"good\">✓ {cell.EqualSamples} of {cell.Samples} outputs, {Number(cell.EqualLayers)} of {Number(cell.Layers)} layers</span>",
        _ => $"<span class=\"bad\">✗ {cell.EqualSamples} of {cell.Samples} outputs</span> {Text(cell.Note)}",
    };
}
