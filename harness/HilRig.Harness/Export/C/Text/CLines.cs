using System.Text;

namespace HilRig.Harness.Export.C.Text;

/// <summary>Lines of a generated file, ended as on every system.</summary>
internal sealed class CLines
{
    private readonly StringBuilder _text = new();

    public CLines Add(string lines = "")
    {
        _text.Append(lines.ReplaceLineEndings("\n")).Append('\n');
        return this;
    }

    public CLines AddAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Add(line);
        return this;
    }

    public override string ToString() => _text.ToString();
}
