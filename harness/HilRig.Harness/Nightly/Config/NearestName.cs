namespace HilRig.Harness.Nightly.Config;

/// <summary>Finds what a mistyped name was meant to be.</summary>
public static class NearestName
{
    /// <summary>The known name that the fewest insertions, deletions and replacements make of it; null where more than half of it would change.</summary>
    public static string? Of(string name, IEnumerable<string> known) => known
        .Select(candidate => (Name: candidate, Steps: Distance(name, candidate)))
        .Where(candidate => 2 * candidate.Steps <= Math.Max(name.Length, candidate.Name.Length))
        .OrderBy(candidate => candidate.Steps).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Levenshtein's distance, one row of the table at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1));
            }
        }
        return row[to.Length];
    }
}
