using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Targets;
using HilRig.Protocol;
using HilRig.Reporting.Records;
using Serilog;

namespace HilRig.Harness.Recovery;

/// <summary>
/// Does work on a board that may give out: when it hangs, crashes, restarts, is too slow or its link ends, the board is brought back, made ready
/// again, and the work is done again. Every recovery is recorded, and their number is bounded.
/// </summary>
/// <param name="source">Where the board comes from.</param>
/// <param name="session">It, open.</param>
/// <param name="most">Recoveries before the failure is the result; 0 for none.</param>
/// <param name="log">Told of each.</param>
public sealed class Lifeline(IBoardSource source, BoardSession session, int most, ILogger log) : IAsyncDisposable
{
    private readonly List<RecoveryRecord> _recoveries = [];
    private long _repeatsBefore;

    /// <summary>The board as it is open now.</summary>
    public BoardSession Session { get; private set; } = session;

    /// <summary>Makes a restarted board ready for more work; null when there is nothing to prepare.</summary>
    public Func<BoardSession, CancellationToken, Task>? Prepare { get; set; }

    /// <summary>What happened so far.</summary>
    public LinkRecord Record => new(_repeatsBefore + Session.Device.Repeats, [.. _recoveries]);

    /// <summary>Does work, again after each recovery.</summary>
    /// <param name="what">For the record: `sample 17`.</param>
    /// <param name="work">Must give the same when it is done again.</param>
    /// <exception cref="InfrastructureException">The board is gone for good, or the work fails for another reason.</exception>
    public async Task<T> DoAsync<T>(string what, Func<BoardSession, Task<T>> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await AttemptAsync(work, cancellation).ConfigureAwait(false);
            }
            catch (InfrastructureException error) when (CauseOf(error) is not null)
            {
                await RecoverAsync(what, error, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Does work without a result.</summary>
    public Task DoAsync(string what, Func<BoardSession, Task> work, CancellationToken cancellation) => DoAsync(
        what,
        async session =>
        {
            await work(session).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>Closes the board and opens it anew with a model image in its flash.</summary>
    public async Task FlashAsync(byte[] image, CancellationToken cancellation)
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        Take(await source.OpenAsync(image, cancellation).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    // In a word, how the board is gone; null when it is not, or when restarting does not help.
    private static string? CauseOf(InfrastructureException error) => error switch
    {
        DeviceCrashedException => "crash",
        DeviceHungException => "hang",
        DeviceSlowException => "slow",
        DeviceRestartedException => "restart",
        LinkLostException or DeviceSilentException => "dead",
        DeviceGarbageException => "garbage",
        _ => null,
    };

    // A refusal by a board that has restarted is not about the request.
    private async Task<T> AttemptAsync<T>(Func<BoardSession, Task<T>> work, CancellationToken cancellation)
    {
        var (board, boot) = (Session, Session.Identity.BootCount);
        try
        {
            return await work(board).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DeviceErrorException or ContradictionException)
        {
            var now = await board.Device.HelloAsync(cancellation).ConfigureAwait(false);
            if (now.BootCount == boot)
                throw;
            throw new DeviceRestartedException(board.Device.LinkDescription, boot, now.BootCount, error);
        }
    }

    private async Task RecoverAsync(string what, InfrastructureException error, CancellationToken cancellation)
    {
        for (var cause = error; ;)
        {
            if (_recoveries.Count >= most)
                throw most == 0 ? cause : new TooManyRecoveriesException(cause, _recoveries.Count);
            var watch = Stopwatch.StartNew();
            log.Warning("{Board} is gone at {What}: {Cause}", source.Name, what, cause.Message);
            var rung = await ClimbAsync(cause, cancellation).ConfigureAwait(false);
            _recoveries.Add(new(CauseOf(cause)!, what, FirstLine(cause.Message), rung, watch.Elapsed.TotalSeconds));
            log.Warning("{Board} is back by {Rung} after {Elapsed}", source.Name, rung, watch.Elapsed);
            try
            {
                if (Prepare is not null)
                    await Prepare(Session, cancellation).ConfigureAwait(false);
                return;
            }
            catch (InfrastructureException again) when (CauseOf(again) is not null)
            {
                cause = again;
            }
        }
    }

    private async Task<string> ClimbAsync(InfrastructureException cause, CancellationToken cancellation)
    {
        var tried = new List<string>();
        foreach (var rung in source.Rungs)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(rung.Deadline);
            try
            {
                Take(await rung.TryAsync(Session, deadline.Token).ConfigureAwait(false));
                return rung.Name;
            }
            catch (Exception error) when (error is InfrastructureException or ProtocolException or IOException
                || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                tried.Add($"{rung.Name}: {(error is OperationCanceledException ? $"not within {rung.Deadline.TotalSeconds:F0} s" : FirstLine(error.Message))}");
                log.Information("{Board}: {Tried}", source.Name, tried[^1]);
            }
        }
        throw new BoardLostException(cause, tried);
    }

    private void Take(BoardSession next)
    {
        if (ReferenceEquals(next, Session))
            return;
        _repeatsBefore += Session.Device.Repeats;
        Session = next;
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
