using Serilog;

namespace HilRig.Harness.Devices;

/// <summary>What a board says besides answers: log text and stray bytes. Bounded; everything also goes to the logger. Thread-safe.</summary>
/// <param name="logger">Gets log text as information and stray bytes as warnings.</param>
public sealed class DeviceJournal(ILogger logger)
{
    /// <summary>Log texts kept; older ones are dropped.</summary>
    public const int MaxTexts = 1_000;

    /// <summary>Stray bytes kept; later ones are only counted.</summary>
    public const int MaxStrayBytes = 4_096;

    private readonly Queue<string> _texts = new();
    private readonly List<byte> _stray = [];
    private readonly Lock _gate = new();

    /// <summary>Raised for each log text, on the reading thread.</summary>
    public event EventHandler<string>? TextReceived;

    /// <summary>The last log texts, oldest first.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_gate)
                return [.. _texts];
        }
    }

    /// <summary>The first stray bytes.</summary>
    public IReadOnlyList<byte> Stray
    {
        get
        {
            lock (_gate)
                return [.. _stray];
        }
    }

    /// <summary>All stray bytes so far, kept or not.</summary>
    public long StrayCount { get; private set; }

    internal void AddText(string text)
    {
        lock (_gate)
        {
            _texts.Enqueue(text);
            if (_texts.Count > MaxTexts)
                _texts.Dequeue();
        }
        logger.Information("Board: {Text}", text.TrimEnd());
        TextReceived?.Invoke(this, text);
    }

    internal void AddStray(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            StrayCount += bytes.Length;
            _stray.AddRange(bytes[..Math.Min(bytes.Length, MaxStrayBytes - _stray.Count)]);
        }
        logger.Warning("Stray bytes from the board: {Bytes}", Transports.BytePreview.Of(bytes));
    }
}
