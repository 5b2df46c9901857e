using System.Globalization;
using System.Text;
using HilRig.Kernels.Tensors;

namespace HilRig.Harness.Export.C.Text;

/// <summary>Values as C writes them.</summary>
internal static class CExpression
{
    private const int Columns = 120;

    public static string Of(Dims d) => $"{{ .n = {d.N}, .h = {d.H}, .w = {d.W}, .c = {d.C} }}";

    public static string Of(Tile t) => $"{{ .w = {t.W}, .h = {t.H} }}";

    public static string Of(ActivationRange range) => $"{{ .min = {range.Min}, .max = {range.Max} }}";

    /// <summary>An integer literal; the smallest ones have no literal in C.</summary>
    public static string Of(long value) => value switch
    {
        int.MinValue => "INT32_MIN",
        long.MinValue => "INT64_MIN",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The shortest literal that is this float32.</summary>
    public static string Of(float value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return (text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0") + "f";
    }

    /// <summary>A call on as many lines as it takes.</summary>
    /// <param name="before">What stands before it on its first line, indentation included.</param>
    public static string Call(string before, string function, params IReadOnlyList<string> arguments)
    {
        var indent = new string(' ', 8);
        var (text, column) = (new StringBuilder($"{before}{function}("), before.Length + function.Length + 1);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i] + (i + 1 < arguments.Count ? "," : ");");
            var wraps = i > 0 && column + 1 + argument.Length > Columns;
            text.Append(wraps ? "\n" + indent : i > 0 ? " " : "").Append(argument);
            column = (wraps ? indent.Length : column + (i > 0 ? 1 : 0)) + argument.Length;
        }
        return text.ToString();
    }
}
