namespace HilRig.Protocol;

/// <summary>
/// Splits a byte stream into frames and stray bytes. Whatever comes, it neither throws nor grows beyond one frame: a run
/// longer than any frame is given out as stray bytes and the decoder waits for the next zero.
/// </summary>
/// <param name="longest">Largest payload a frame may have.</param>
public sealed class FrameDecoder(int longest = FrameDecoder.DefaultLongest)
{
    /// <summary>The largest payload that fits the protocol's u16.</summary>
    public const int DefaultLongest = ushort.MaxValue;

    private readonly int _limit = longest + Frame.Overhead + (longest + Frame.Overhead) / 254 + 2;
    private readonly List<byte> _pending = [];

    /// <summary>Takes the next bytes; calls back for every frame and every run of bytes that is none.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, Action<Frame> onFrame, Action<byte[]> onStray)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)0);
            _pending.AddRange(end < 0 ? bytes : bytes[..end]);
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (end >= 0)
                Finish(onFrame, onStray);
            else if (_pending.Count > _limit)
                GiveUp(onStray);
        }
    }

    private void Finish(Action<Frame> onFrame, Action<byte[]> onStray)
    {
        if (_pending.Count > 0 && _pending.Count <= _limit && Frame.TryDecode(_pending.ToArray(), out var frame))
            onFrame(frame);
        else if (_pending.Count > 0)
            onStray([.. _pending]);
        _pending.Clear();
    }

    private void GiveUp(Action<byte[]> onStray)
    {
        onStray([.. _pending]);
        _pending.Clear();
    }
}
