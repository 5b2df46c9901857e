using System.Globalization;
using System.Text.RegularExpressions;

namespace Renode.Bindings.Processes;

/// <summary>What Renode writes to its standard output: the last part is kept, the monitor's port and aborts of cores are noticed.</summary>
internal sealed partial class RenodeLog(Action<string>? listener)
{
    private const int LinesKept = 200;
    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<CpuAbort> _abort = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Known as soon as the log tells it.</summary>
    public Task<int> MonitorPort => _port.Task;

    /// <summary>The first abort since <see cref="ForgetAborts"/>.</summary>
    public Task<CpuAbort> Abort
    {
        get
        {
            lock (_gate)
                return _abort.Task;
        }
    }

    /// <summary>The last lines, at most <paramref name="count"/>.</summary>
    public string Tail(int count)
    {
        lock (_gate)
            return string.Join('\n', _lines.TakeLast(count));
    }

    public void ForgetAborts()
    {
        lock (_gate)
            if (_abort.Task.IsCompleted)
                _abort = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Ends when the stream does.</summary>
    public async Task ReadAllAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            Add(line);
    }

    internal void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
            if (CpuAbort.FromLog(line) is { } abort)
                _abort.TrySetResult(abort);
        }
        if (PortLine().Match(line) is { Success: true } port)
            _port.TrySetResult(int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture));
        listener?.Invoke(line);
    }

    [GeneratedRegex(@"Monitor available in telnet mode on port (\d{1,5})\s*$")]
    private static partial Regex PortLine();
}
