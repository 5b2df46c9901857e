using System.Threading.Channels;
using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>
/// Reads a link for as long as it lives. Log text and stray bytes go to the journal at once; replies, faults and hints of damage queue up for the client.
/// Memory stays bounded: a full queue stops the reading, and the link's own flow control does the rest.
/// </summary>
internal sealed class FramePump : IAsyncDisposable
{
    private const int QueuedFrames = 64;
    private const int FirstBytesKept = 64;
    private readonly ITransport _transport;
    private readonly DeviceJournal _journal;
    private readonly FrameDecoder _decoder = new();
    private readonly Channel<Received> _received = Channel.CreateBounded<Received>(QueuedFrames);
    private readonly List<byte> _firstBytes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private long _bytes;
    private long _framesSeen;

    public FramePump(ITransport transport, DeviceJournal journal)
    {
        _transport = transport;
        _journal = journal;
        _reading = Task.Run(ReadAllAsync);
    }

    /// <summary>Replies, faults, signs of life, and what was damaged; completes when the link has ended.</summary>
    public ChannelReader<Received> Received => _received.Reader;

    /// <summary>Bytes of any kind since the link was opened.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Frames of any kind since the link was opened.</summary>
    public long FramesSeen => Volatile.Read(ref _framesSeen);

    /// <summary>The first bytes since the link was opened.</summary>
    public byte[] FirstBytes
    {
        get
        {
            lock (_firstBytes)
                return [.. _firstBytes];
        }
    }

    /// <summary>Asks the reading to end; for before the transport is closed.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Waits for its end, which a closed transport brings about.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ReadAllAsync()
    {
        var buffer = new byte[16_384];
        try
        {
            int count;
            while ((count = await _transport.ReadAsync(buffer, _stop.Token).ConfigureAwait(false)) > 0)
                await TakeAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
            await DeliverAsync(_decoder.Flush()).ConfigureAwait(false);
            _received.Writer.TryComplete();
        }
        catch (OperationCanceledException)
        {
            _received.Writer.TryComplete();
        }
        catch (Exception error)
        {
            // Whoever waits for a frame gets it; nothing is lost here.
            _received.Writer.TryComplete(error);
        }
    }

    private ValueTask TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        Volatile.Write(ref _bytes, _bytes + bytes.Length);
        if (_firstBytes.Count < FirstBytesKept)
            lock (_firstBytes)
                _firstBytes.AddRange(bytes.Span[..Math.Min(bytes.Length, FirstBytesKept - _firstBytes.Count)]);
        return DeliverAsync(_decoder.Feed(bytes.Span));
    }

    private async ValueTask DeliverAsync(IReadOnlyList<Received> received)
    {
        foreach (var item in received)
            if (item is StrayBytes stray)
                TakeStray(stray);
            else if (item is ReceivedFrame { Frame: var frame })
                await DeliverAsync(frame).ConfigureAwait(false);
    }

    // A hint that something was damaged; a queue without room has better things to tell.
    private void TakeStray(StrayBytes stray)
    {
        _journal.AddStray(stray.Bytes.Span);
        _received.Writer.TryWrite(stray);
    }

    private ValueTask DeliverAsync(Frame frame)
    {
        Volatile.Write(ref _framesSeen, _framesSeen + 1);
        if (LogFrame.TryParse(frame) is not { } log)
            return _received.Writer.WriteAsync(new ReceivedFrame(frame), _stop.Token);
        _journal.AddText(log.Text);
        return ValueTask.CompletedTask;
    }
}
