namespace HilRig.Harness.Transports.Faults;

/// <summary>How many faults were injected, so that a test knows its link was bad. Thread-safe.</summary>
public sealed class FaultTally
{
    private readonly Dictionary<FaultKind, long> _counts = [];
    private readonly Lock _gate = new();

    /// <summary>All kinds together.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _counts.Values.Sum();
        }
    }

    /// <summary>Of one kind.</summary>
    public long Of(FaultKind kind)
    {
        lock (_gate)
            return _counts.GetValueOrDefault(kind);
    }

    /// <summary>`12 Drop, 9 Flip`.</summary>
    public override string ToString()
    {
        lock (_gate)
            return _counts.Count == 0 ? "none" : string.Join(", ", _counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"));
    }

    internal void Count(FaultKind kind)
    {
        lock (_gate)
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
    }
}
