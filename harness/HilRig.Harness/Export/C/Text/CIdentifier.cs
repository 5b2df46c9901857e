using System.Collections.Frozen;

namespace HilRig.Harness.Export.C.Text;

/// <summary>Names that C takes, whatever a file is called.</summary>
public static class CIdentifier
{
    /// <summary>Of the prefix of everything that is exported.</summary>
    public const int MostCharacters = 31;

    // Keywords, and headers that an include of the generated files would otherwise take for its own.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if",
        "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union",
        "unsigned", "void", "volatile", "while", "class", "namespace", "template", "new", "delete", "this", "bool", "true", "false", "main",
        "assert", "complex", "ctype", "errno", "fenv", "inttypes", "iso646", "limits", "locale", "math", "setjmp", "signal", "stdalign", "stdarg",
        "stdatomic", "stdbool", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string", "tgmath", "threads", "time", "uchar", "wchar",
        "wctype", "arm_nnfunctions", "arm_nn_types", "arm_nnsupportfunctions");

    /// <summary>The name itself.</summary>
    /// <exception cref="UsageException">C or a header would not take it.</exception>
    public static string Require(string name) => IsFree(name)
        ? name
        : throw new UsageException(
            $"'{name}' is no name for C; legal are a letter, then letters, digits and underscores, at most {MostCharacters}, and no keyword or standard header");

    /// <summary>The nearest legal name to a file's: other characters become underscores.</summary>
    public static string From(string text)
    {
        var plain = new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]).Trim('_');
        var name = plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : "model_" + plain;
        name = name[..Math.Min(name.Length, MostCharacters)].TrimEnd('_');
        return IsFree(name) ? name : "model_" + name[..Math.Min(name.Length, MostCharacters - "model_".Length)];
    }

    private static bool IsFree(string name) =>
        name.Length is > 0 and <= MostCharacters && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !Reserved.Contains(name);
}
