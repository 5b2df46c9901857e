using System.Globalization;

namespace Renode.Bindings.Profiling;

/// <summary>A chain of calls and the instructions executed in its innermost function.</summary>
/// <param name="Functions">Outermost first; Renode adds ` (entry)` or ` (guessed)` to some names.</param>
/// <param name="Instructions">Executed in the innermost, its callees not counted.</param>
public sealed record CollapsedStack(IReadOnlyList<string> Functions, ulong Instructions)
{
    /// <summary>The chains of a profiler's file, equal ones added up, in the order they came first.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RenodeException">A line that is not `function;function count`.</exception>
    public static IReadOnlyList<CollapsedStack> Read(string path) => Parse(File.ReadLines(path));

    /// <summary>As <see cref="Read"/>, of lines.</summary>
    public static IReadOnlyList<CollapsedStack> Parse(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Length > 0).Select(Split).GroupBy(part => part.Chain)
            .Select(group => new CollapsedStack(group.Key.Split(';'), group.Aggregate(0UL, (sum, part) => sum + part.Count)))];

    private static (string Chain, ulong Count) Split(string line)
    {
        var blank = line.LastIndexOf(' ');
        return blank > 0 && ulong.TryParse(line.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (line[..blank], count)
            : throw new RenodeException($"'{line}' is no line of collapsed stacks: it must be `function;function count`.");
    }
}
