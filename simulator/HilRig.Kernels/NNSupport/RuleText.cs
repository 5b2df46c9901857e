using System.Runtime.CompilerServices;
using System.Text;

namespace HilRig.Kernels.NNSupport;

/// <summary>The text of a rule that is only written out when the rule is broken: checks that hold allocate nothing.</summary>
[InterpolatedStringHandler]
internal readonly ref struct RuleText
{
    private readonly StringBuilder? _text;

    /// <param name="holds">The check's condition: with it nothing is formatted.</param>
    public RuleText(int literalLength, int formattedCount, bool holds, out bool isBroken)
    {
        isBroken = !holds;
        _text = holds ? null : new StringBuilder(literalLength + 8 * formattedCount);
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted<T>(T value) => _text!.Append(value);

    public override string ToString() => _text?.ToString() ?? "";
}
