using System.Buffers.Binary;
using Serilog;

namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>The far port: settings asked for and answered, and what the server tells by itself.</summary>
/// <param name="description">Of the link, for messages.</param>
/// <param name="send">Sends a subnegotiation's payload.</param>
/// <param name="log">Gets the server's notices.</param>
internal sealed class ComPort(string description, Func<byte[], CancellationToken, Task> send, ILogger log)
{
    /// <summary>Added to a command by the server.</summary>
    public const byte ServerOffset = 100;

    // Servers answer when the driver has; one with bytes left to send drains them first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Dictionary<ComPortCommand, Queue<TaskCompletionSource<byte[]>>> _asked = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _mayWrite = Done();

    /// <summary>Waits while the server takes no data.</summary>
    public Task MayWriteAsync(CancellationToken cancellationToken) => Volatile.Read(ref _mayWrite).Task.WaitAsync(cancellationToken);

    /// <summary>Sets a speed; the server confirms it.</summary>
    /// <exception cref="IOException">The port has no such speed, or the server does not answer.</exception>
    public async Task SetBaudAsync(int baud, CancellationToken cancellationToken)
    {
        var value = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(value, baud);
        var answer = await AskAsync(ComPortCommand.SetBaudRate, value, cancellationToken).ConfigureAwait(false);
        var set = answer.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(answer) : 0;
        // A divider rounds; a receiver bears 3 %.
        if (Math.Abs((double)set - baud) > 0.03 * baud)
            throw new IOException($"{description}: the server's port has no {baud} baud, it answers with {set}. Ask for another speed.");
    }

    /// <summary>Sets one byte; the server confirms it.</summary>
    /// <exception cref="IOException">It answers with another value, or not.</exception>
    public async Task SetAsync(ComPortCommand command, byte value, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(command, [value], cancellationToken).ConfigureAwait(false);
        if (answer is not [var set] || set != value)
            throw new IOException(
                $"{description}: the server answers {command} {value} with {Convert.ToHexString(answer)}; the board needs 8 data bits, no parity and 1 stop bit.");
    }

    /// <summary>Sends without waiting for an answer: a port without such a line, as a pseudo terminal, has none.</summary>
    public Task TellAsync(ComPortCommand command, byte value, CancellationToken cancellationToken) => send([(byte)command, value], cancellationToken);

    /// <summary>What the server sent.</summary>
    /// <param name="payload">Of the subnegotiation: a command and its value.</param>
    public void Take(byte[] payload)
    {
        if (payload is not [>= ServerOffset, ..])
            return;
        var command = (ComPortCommand)(payload[0] - ServerOffset);
        if (command is ComPortCommand.NotifyLineState or ComPortCommand.NotifyModemState && payload.Length == 2)
            log.Debug("{Link}: {Notice}", description, ComPortNotice.Describe(command, payload[1]));
        else if (command == ComPortCommand.Suspend)
            Suspend();
        else if (command == ComPortCommand.Resume)
            _mayWrite.TrySetResult();
        else
            Waiting(command)?.TrySetResult(payload[1..]);
    }

    /// <summary>The link has ended: nobody is answered any more.</summary>
    public void End(Exception why)
    {
        lock (_gate)
            foreach (var waiting in _asked.Values.SelectMany(queue => queue))
                waiting.TrySetException(why);
        _mayWrite.TrySetResult();
    }

    // Who is no longer waiting keeps his place: else his answer would be taken for the next one's.
    private async Task<byte[]> AskAsync(ComPortCommand command, byte[] value, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            (_asked.TryGetValue(command, out var queue) ? queue : _asked[command] = new()).Enqueue(answer);
        await send([(byte)command, .. value], cancellationToken).ConfigureAwait(false);
        try
        {
            return await answer.Task.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new IOException($"{description}: the server did not answer {command} within {Patience.TotalSeconds:0} s. Does its port exist?", error);
        }
    }

    // Only the reading thread comes here.
    private void Suspend()
    {
        if (_mayWrite.Task.IsCompleted)
            Volatile.Write(ref _mayWrite, new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private TaskCompletionSource<byte[]>? Waiting(ComPortCommand command)
    {
        lock (_gate)
            return _asked.TryGetValue(command, out var queue) && queue.TryDequeue(out var first) ? first : null;
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
