using Spectre.Console;
using SpectreTable = Spectre.Console.Table;
using Table = HilRig.Reporting.Writers.Table;

namespace HilRig.Cli.Console;

/// <summary>Data to standard output; verdicts, progress and diagnostics to standard error.</summary>
internal static class Terminal
{
    // A redirected table keeps its columns whole: the reader of a log has no 80 columns.
    private const int WideEnough = 240;

    private static readonly IAnsiConsole Errors = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(System.Console.Error) });

    /// <summary>A console for progress.</summary>
    public static IAnsiConsole ErrorConsole => Errors;

    /// <summary>True when a person watches.</summary>
    public static bool IsInteractive => !System.Console.IsErrorRedirected;

    public static void Error(string message) => Say("error", "red", message);

    public static void Warning(string message) => Say("warning", "yellow", message);

    public static void Line(string message) => System.Console.Error.WriteLine(message);

    /// <summary>The verdict, coloured on a terminal.</summary>
    public static void Verdict(bool passed, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Line(sentence);
        if (IsInteractive)
            Errors.MarkupLine(passed ? "[bold green]PASS[/]" : "[bold red]FAIL[/]");
        else
            Line(passed ? "PASS" : "FAIL");
    }

    /// <summary>A table on standard output.</summary>
    public static void Write(string heading, Table table)
    {
        var console = AnsiConsole.Console;
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = WideEnough;
        // A title of the table's own would wrap at the table's width.
        console.MarkupLine($"  [bold]{Markup.Escape(heading)}[/]");
        var shown = new SpectreTable().Border(TableBorder.Simple);
        foreach (var column in table.Columns)
            shown.AddColumn(new TableColumn(Markup.Escape(column.Name)) { Alignment = column.IsNumber ? Justify.Right : Justify.Left, NoWrap = column.IsNumber });
        foreach (var row in table.Rows)
            shown.AddRow([.. row.Select(cell => new Text(cell))]);
        if (table.Caption.Length > 0)
            shown.Caption(Markup.Escape(table.Caption));
        console.Write(shown);
    }

    private static void Say(string word, string colour, string message)
    {
        if (IsInteractive)
            Errors.Markup($"[bold {colour}]{word}:[/] ");
        else
            System.Console.Error.Write($"{word}: ");
        System.Console.Error.WriteLine(message);
    }
}
