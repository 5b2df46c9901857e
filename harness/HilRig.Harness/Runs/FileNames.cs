using System.Text.RegularExpressions;

namespace HilRig.Harness.Runs;

/// <summary>Names of files and folders made of what users and targets are called.</summary>
public static partial class FileNames
{
    /// <summary>The text with everything that a file system, a shell or a URL might take amiss replaced.</summary>
    public static string Of(string text, string replacement = "_") => Unsafe().Replace(text, replacement);

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Unsafe();
}
