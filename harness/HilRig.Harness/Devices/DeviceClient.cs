using HilRig.Protocol;
using HilRig.Protocol.Commands;
using Serilog;
using Serilog.Core;

namespace HilRig.Harness.Devices;

/// <summary>
/// Speaks with one board: one request in flight, repeated with the same bytes when it is damaged or late, which the board answers without executing it twice.
/// Every method may throw an <see cref="InfrastructureException"/> that names the link's state, a <see cref="DeviceErrorException"/> when the board
/// refuses, and a <see cref="MalformedReplyException"/> when it answers nonsense. The typed requests are extension methods in this folder.
/// </summary>
public sealed class DeviceClient : IAsyncDisposable
{
    private readonly LinkTraffic _link;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ILogger _logger;
    private bool _disposed;

    /// <param name="transport">The link; the client owns it from now on.</param>
    /// <param name="options">Deadlines; null for the usual ones.</param>
    /// <param name="logger">Gets the board's log text, stray bytes and repeats; null for none.</param>
    public DeviceClient(ITransport transport, DeviceClientOptions? options = null, ILogger? logger = null)
    {
        _logger = logger ?? Logger.None;
        Journal = new DeviceJournal(_logger);
        _link = new LinkTraffic(transport, options ?? new DeviceClientOptions(), Journal);
    }

    /// <summary>Deadlines and repeats.</summary>
    public DeviceClientOptions Options => _link.Options;

    /// <summary>What the board said besides answers.</summary>
    public DeviceJournal Journal { get; }

    /// <summary>What the link is.</summary>
    public string LinkDescription => _link.Transport.Description;

    /// <summary>Requests that had to be sent again so far.</summary>
    public long Repeats => _link.Repeats;

    /// <summary>The board as of the last HELLO; null before.</summary>
    public HelloReply? Identity
    {
        get;
        internal set
        {
            field = value;
            _link.CountsWork = value?.Clock.Unit is null or CounterUnit.Cycles or CounterUnit.Instructions;
        }
    }

    /// <summary>The model as of the last commit or MODEL_INFO; null before and after a reset.</summary>
    public ModelInfoReply? Model { get; internal set; }

    /// <summary>Largest payload of a frame in bytes: the board's, or what every board takes before HELLO.</summary>
    public int MaxPayload => Identity?.Limits.MaxPayload ?? ProtocolLimits.MinMaxPayload;

    /// <summary>Sends a request and gives its reply.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="work">Estimate of what the board computes before it answers; scales the deadline.</param>
    /// <param name="cancellationToken">The caller's own end; deadlines are kept without it.</param>
    public async Task<TReply> SendAsync<TReply>(IRequest<TReply> request, TimeSpan work = default, CancellationToken cancellationToken = default)
        where TReply : IPayload
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return request.ParseReply(await ExchangeAsync(request, work, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _link.Pump.Stop();
        await _link.Transport.DisposeAsync().ConfigureAwait(false);
        await _link.Pump.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    /// <summary>Added before a request is repeated for being late.</summary>
    internal TimeSpan ExtraWait
    {
        set => _link.ExtraWait = value;
    }

    /// <summary>Forgets a crash: for after the board was told, by whatever means, to start anew.</summary>
    internal void Forgive() => _link.Forgive();

    private Task<Frame> ExchangeAsync(IRequest request, TimeSpan work, CancellationToken cancellationToken)
    {
        _link.DropStale();
        var frame = request.ToFrame(_link.NextSequence());
        return frame.Payload.Length > MaxPayload
            ? throw new PayloadTooLargeException(frame.Payload.Length, MaxPayload)
            : new RequestExchange(_link, frame, MaxPayload, work, _logger).RunAsync(cancellationToken);
    }
}
