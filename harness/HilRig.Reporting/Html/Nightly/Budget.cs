using System.Text;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>Keeps a page small whatever the number of jobs and the length of names.</summary>
internal static class Budget
{
    /// <summary>Parts one after another until so many bytes are full.</summary>
    /// <param name="rest">What to say of the number of parts that found no room.</param>
    public static string Join(IEnumerable<string> parts, int bytes, Func<int, string> rest)
    {
        var (html, left) = (new StringBuilder(), 0);
        foreach (var part in parts)
        {
            bytes -= left > 0 ? 0 : Encoding.UTF8.GetByteCount(part);
            if (bytes < 0)
                left++;
            else
                html.Append(part);
        }
        return left == 0 ? html.ToString() : html.Append(rest(left)).ToString();
    }

    /// <summary>A table with no more than so many rows and letters in a cell.</summary>
    public static Table Shorten(Table table, int rows = 100, int letters = 200) => table with
    {
        Rows = [.. table.Rows.Take(rows).Select(r => (IReadOnlyList<string>)[.. r.Select(cell => Words.Cut(cell, letters))])],
        Caption = table.Rows.Count <= rows ? table.Caption : $"{table.Caption} {Format.Number(table.Rows.Count - rows)} more are in result.json.".TrimStart(),
    };
}
