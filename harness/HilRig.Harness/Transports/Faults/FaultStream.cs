namespace HilRig.Harness.Transports.Faults;

/// <summary>What arrives of what was sent.</summary>
/// <param name="Bytes">To be delivered.</param>
/// <param name="Delay">How long before.</param>
/// <param name="EndsLink">Nothing comes after it.</param>
internal sealed record Delivery(byte[] Bytes, TimeSpan Delay = default, bool EndsLink = false);

/// <summary>One direction of a bad link: takes bytes as they are sent, gives what arrives. A frame is held until its closing delimiter.</summary>
internal sealed class FaultStream
{
    private readonly FaultPlan _plan;
    private readonly bool _active;
    private readonly Random _random;
    private readonly FaultKind[] _kinds;
    private readonly FaultTally _tally;
    private readonly List<byte> _piece = [];

    /// <param name="seed">Its own, so that the two directions do not depend on how they interleave.</param>
    public FaultStream(FaultPlan plan, bool active, int seed, FaultTally tally)
    {
        (_plan, _active, _random, _tally) = (plan, active && plan.Rate > 0, new Random(seed), tally);
        _kinds = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None && plan.Kinds.HasFlag(kind))];
    }

    /// <summary>The next bytes of the sender.</summary>
    public IEnumerable<Delivery> Send(ReadOnlyMemory<byte> bytes)
    {
        if (!_active || _kinds.Length == 0)
            return [new Delivery(bytes.ToArray())];
        return _plan.Bytes ? SendBytes(bytes) : SendFrames(bytes);
    }

    /// <summary>What is still held; for the end of the link.</summary>
    public byte[] Rest()
    {
        byte[] rest = [.. _piece];
        _piece.Clear();
        return rest;
    }

    private List<Delivery> SendBytes(ReadOnlyMemory<byte> bytes)
    {
        var deliveries = new List<Delivery>();
        var clean = new List<byte>(bytes.Length);
        foreach (var value in bytes.ToArray())
        {
            var kind = NextFault();
            if (kind is FaultKind.Delay or FaultKind.Unplug)
                deliveries.Add(new([.. clean], EndsLink: kind == FaultKind.Unplug));
            clean = kind is FaultKind.Delay or FaultKind.Unplug ? [] : clean;
            deliveries.AddRange(kind == FaultKind.Delay ? [new([], _plan.Delay)] : Array.Empty<Delivery>());
            clean.AddRange(Damaged(kind, [value]));
        }
        deliveries.Add(new([.. clean]));
        return deliveries;
    }

    private List<Delivery> SendFrames(ReadOnlyMemory<byte> bytes)
    {
        var deliveries = new List<Delivery>();
        foreach (var value in bytes.ToArray())
        {
            _piece.Add(value);
            // A frame opens with a delimiter and closes with one; the opening one is no frame.
            if (value == 0 && _piece.Count > 1)
                deliveries.Add(Deliver(Rest()));
        }
        return deliveries;
    }

    private Delivery Deliver(byte[] frame)
    {
        var kind = NextFault();
        return new(Damaged(kind, frame), kind == FaultKind.Delay ? _plan.Delay : default, kind == FaultKind.Unplug);
    }

    private byte[] Damaged(FaultKind kind, byte[] bytes) => kind switch
    {
        FaultKind.Drop => [],
        FaultKind.Flip => Flipped(bytes),
        FaultKind.Double => [.. bytes, .. bytes],
        // More than the closing delimiter is missing: without that alone a frame is still whole.
        FaultKind.Cut or FaultKind.Unplug => bytes[.._random.Next(bytes.Length - Math.Min(1, bytes.Length - 1))],
        _ => bytes,
    };

    private byte[] Flipped(byte[] bytes)
    {
        bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return bytes;
    }

    private FaultKind NextFault()
    {
        if (_random.NextDouble() >= _plan.Rate)
            return FaultKind.None;
        var kind = _kinds[_random.Next(_kinds.Length)];
        _tally.Count(kind);
        return kind;
    }
}
