using System.Text;

namespace HilRig.Harness.Transports.ChildProcesses;

/// <summary>Reads a stream to its end and keeps the last <paramref name="capacity"/> characters, however much comes.</summary>
/// <param name="capacity">Characters kept.</param>
public sealed class TextTail(int capacity = 16_384)
{
    private readonly StringBuilder _kept = new();
    private readonly Lock _gate = new();

    /// <summary>What is kept so far.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
                return _kept.ToString();
        }
    }

    /// <summary>Ends when the stream does.</summary>
    public async Task ReadAllAsync(TextReader reader)
    {
        var buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            Append(buffer.AsSpan(0, count));
    }

    private void Append(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            _kept.Append(text);
            if (_kept.Length > capacity)
                _kept.Remove(0, _kept.Length - capacity);
        }
    }
}
