namespace HilRig.Protocol;

/// <summary>
/// Splits a byte stream into frames and stray bytes, however it is chunked. Resynchronises at every 0x00.
/// Holds at most one encoded frame (about 66 kB), whatever comes: longer pieces are handed out as stray bytes in parts.
/// </summary>
public sealed class FrameDecoder
{
    private readonly int _maxFrame;
    private readonly byte[] _piece;
    private readonly byte[] _plain;
    private readonly List<Received> _found = [];
    private int _used;
    private bool _overlong;

    /// <param name="maxPayload">Longest payload taken for a frame, 0..65535 bytes.</param>
    public FrameDecoder(int maxPayload = ProtocolLimits.MaxPayload)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxPayload);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPayload, ProtocolLimits.MaxPayload);
        _maxFrame = ProtocolLimits.HeaderBytes + maxPayload + ProtocolLimits.CrcBytes;
        _piece = new byte[Cobs.MaxEncodedLength(_maxFrame)];
        _plain = new byte[_piece.Length];
    }

    /// <summary>Bytes since the last delimiter, not yet known to be a frame.</summary>
    public int PendingBytes => _used;

    /// <summary>Takes the next bytes of the stream and returns what they complete, in order.</summary>
    public IReadOnlyList<Received> Feed(ReadOnlySpan<byte> chunk)
    {
        while (chunk.Length > 0)
        {
            var delimiter = chunk.IndexOf((byte)0);
            Keep(delimiter < 0 ? chunk : chunk[..delimiter]);
            if (delimiter < 0)
                break;
            ClosePiece();
            chunk = chunk[(delimiter + 1)..];
        }
        return TakeFound();
    }

    /// <summary>Gives up on the piece begun: what was held is returned as stray bytes. For the end of a link or of one's patience.</summary>
    public IReadOnlyList<Received> Flush()
    {
        EmitStray();
        _overlong = false;
        return TakeFound();
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_used == _piece.Length)
            {
                _overlong = true;
                EmitStray();
            }
            var taken = Math.Min(bytes.Length, _piece.Length - _used);
            bytes[..taken].CopyTo(_piece.AsSpan(_used));
            _used += taken;
            bytes = bytes[taken..];
        }
    }

    private void ClosePiece()
    {
        var frame = _overlong ? null : Decode(_piece.AsSpan(0, _used));
        _overlong = false;
        if (frame is null)
        {
            EmitStray();
            return;
        }
        _used = 0;
        _found.Add(new ReceivedFrame(frame));
    }

    private Frame? Decode(ReadOnlySpan<byte> piece) =>
        Cobs.TryDecode(piece, _plain, out var written) && written <= _maxFrame ? Frame.FromSealed(_plain.AsSpan(0, written)) : null;

    private void EmitStray()
    {
        if (_used > 0)
            _found.Add(new StrayBytes(_piece.AsSpan(0, _used).ToArray()));
        _used = 0;
    }

    private Received[] TakeFound()
    {
        if (_found.Count == 0)
            return [];
        Received[] result = [.. _found];
        _found.Clear();
        return result;
    }
}
