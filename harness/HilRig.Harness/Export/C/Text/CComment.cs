namespace HilRig.Harness.Export.C.Text;

/// <summary>Texts of a model file inside C comments and Markdown, from which they must not escape.</summary>
internal static class CComment
{
    private const int MostCharacters = 80;

    // Without these there is neither an end of a comment nor a continued line, a trigraph or markup.
    private const string Punctuation = " _./:;,+-=()[]";

    /// <summary>The text in quotes, other characters as underscores; cut where it is long.</summary>
    public static string Quoted(string text)
    {
        var safe = new string([.. text.Take(MostCharacters).Select(c => char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c) ? c : '_')]);
        return $"'{safe}{(text.Length > MostCharacters ? "..." : "")}'";
    }
}
