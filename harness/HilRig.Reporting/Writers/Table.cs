namespace HilRig.Reporting.Writers;

/// <summary>A table of ready texts, the same for terminal, Markdown and CSV.</summary>
/// <param name="Caption">A line below it; empty for none.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string Caption = "");

/// <summary>A column; numbers are set flush right.</summary>
public sealed record Column(string Name, bool IsNumber = false);
