using System.IO.Ports;
using System.Threading.Channels;

namespace HilRig.Harness.Transports.Serial;

/// <summary>
/// `serial:PORT[:BAUD]`. One thread owns the port from opening to closing and keeps deadlines of its own: closing System.IO.Ports' port waits for
/// ever for bytes that nobody takes, so closing never waits for the port longer than <see cref="ClosePatience"/>.
/// </summary>
public sealed class SerialTransport : ISerialLink
{
    private static readonly TimeSpan LooksForPort = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);
    private readonly SerialPort _port;
    private readonly ByteQueue _received = new();
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly Thread _owner;
    private string? _endReason;

    private SerialTransport(SerialSettings settings, SerialPort port)
    {
        (Settings, _port) = (settings, port);
        _owner = new Thread(Own) { IsBackground = true, Name = settings.ToString() };
        _owner.Start();
    }

    /// <summary>As it is open now.</summary>
    public SerialSettings Settings { get; private set; }

    /// <inheritdoc/>
    public int Baud => Settings.Baud;

    /// <inheritdoc/>
    public string Description => Settings.ToString();

    /// <inheritdoc/>
    public string? EndReason => Volatile.Read(ref _endReason);

    /// <summary>Opens a port.</summary>
    /// <exception cref="Devices.InfrastructureException">It is missing, busy (and by whom), forbidden, or no serial port.</exception>
    public static Task<SerialTransport> OpenAsync(SerialSettings settings, CancellationToken cancellationToken) =>
        Task.Run(() => new SerialTransport(settings, SerialOpener.Open(settings)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _received.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var copy = bytes.ToArray();
        await DoAsync(
            async port => await port.BaseStream.WriteAsync(copy).AsTask().WaitAsync(WritePatience + WireTime(copy.Length)).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task SetBaudAsync(int baud, CancellationToken cancellationToken) => DoAsync(
        port =>
        {
            port.BaudRate = baud;
            Settings = Settings with { Baud = baud };
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task SetLinesAsync(bool dtr, bool rts, CancellationToken cancellationToken) => DoAsync(
        port =>
        {
            SerialOpener.SetLines(port, dtr, rts);
            return Task.CompletedTask;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        Volatile.Write(ref _endReason, _endReason ?? "it was closed");
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_ended.Task, Task.Delay(ClosePatience + ClosePatience)).ConfigureAwait(false);
    }

    // 10 bits a byte, and as much again for what is already in the driver's buffer.
    private TimeSpan WireTime(int bytes) => TimeSpan.FromSeconds(20.0 * (bytes + 4_096) / Settings.Baud);

    private async Task DoAsync(Func<SerialPort, Task> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = new Job(work);
        if (!_jobs.Writer.TryWrite(job))
            throw Ended();
        await job.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private IOException Ended(Exception? inner = null) => new($"{Description}: {EndReason ?? "the link has ended"}.", inner);

    private void Own()
    {
        try
        {
            Serve();
        }
        finally
        {
            _jobs.Writer.TryComplete();
            _received.Complete();
            while (_jobs.Reader.TryRead(out var job))
                job.Done.TrySetException(Ended());
            Close();
            _ended.TrySetResult();
        }
    }

    // Reading goes on while a write waits for the line: else two full buffers would wait for each other.
    private void Serve()
    {
        var reading = ReadAllAsync();
        var waiting = _jobs.Reader.ReadAsync(_closing.Token).AsTask();
        while (!_closing.IsCancellationRequested)
        {
            if (!Wait(waiting) && !File.Exists(Settings.Port))
                End("its driver has not noticed");
            if (!waiting.IsCompletedSuccessfully)
                continue;
            Run(waiting.Result);
            waiting = _jobs.Reader.ReadAsync(_closing.Token).AsTask();
        }
        reading.Wait(ClosePatience);
    }

    private bool Wait(Task task)
    {
        try
        {
            return task.Wait((int)LooksForPort.TotalMilliseconds, _closing.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or AggregateException)
        {
            return false;
        }
    }

    private async Task ReadAllAsync()
    {
        var buffer = new byte[4_096];
        try
        {
            for (int count; (count = await _port.BaseStream.ReadAsync(buffer, _closing.Token).ConfigureAwait(false)) > 0;)
                await _received.WriteAsync(buffer[..count], _closing.Token).ConfigureAwait(false);
            End("its driver reports the end");
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException or UnauthorizedAccessException)
        {
            End(error.Message);
        }
        catch (OperationCanceledException)
        {
            // We are closing.
        }
    }

    private void Run(Job job)
    {
        try
        {
            job.Work(_port).WaitAsync(_closing.Token).GetAwaiter().GetResult();
            job.Done.TrySetResult();
        }
        catch (Exception error)
        {
            job.Done.TrySetException(Ended(error));
        }
    }

    private void End(string reason)
    {
        var why = File.Exists(Settings.Port) ? reason : $"{Settings.Port} is gone: it was unplugged";
        Interlocked.CompareExchange(ref _endReason, why, null);
        _closing.Cancel();
    }

    // The driver may wait for ever for bytes that nobody takes: then it keeps its thread, and we go on.
    private void Close()
    {
        var closer = new Thread(() =>
        {
            try
            {
                _port.DiscardOutBuffer();
                _port.Close();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException or UnauthorizedAccessException)
            {
                // The device is gone; so is the port.
            }
        }) { IsBackground = true, Name = $"closing {Settings.Port}" };
        closer.Start();
        closer.Join(ClosePatience);
    }

    private sealed record Job(Func<SerialPort, Task> Work)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
