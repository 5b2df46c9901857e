using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Recovery;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.Rfc2217;

namespace HilRig.Harness.Targets;

/// <summary>A board behind a network. A server that restarts, or still holds the connection before, is asked again.</summary>
/// <param name="name">As the user named it.</param>
/// <param name="settings">Of the run.</param>
public abstract class RemoteSource(string name, TargetSettings settings) : IBoardSource
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // A server takes a moment to see that the connection before has ended.
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);

    // For the last try's connecting and greeting.
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool FlashesAtStart => false;

    /// <summary>How long a server that has gone may take to come back.</summary>
    public TimeSpan ComeBack { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IReadOnlyList<IResetRung> Rungs =>
    [
        new SoftReset(SoftReset),
        Reopening("link reopened", ConnectAsync),
        .. LineRungs,
        .. settings.ResetCommand is { } command ? [Reopening("user command", ConnectAsync, token => ShellCommand.RunAsync(command, token))] : Array.Empty<IResetRung>(),
    ];

    /// <summary>What there is between opening the link again and the user's own command.</summary>
    protected virtual IEnumerable<IResetRung> LineRungs => [];

    /// <summary>Of the run.</summary>
    protected TargetSettings Settings => settings;

    /// <summary>RESET, where it is more than the command alone.</summary>
    protected virtual Func<BoardSession, CancellationToken, Task<BoardSession>>? SoftReset => null;

    /// <inheritdoc/>
    public Task<BoardSession> OpenAsync(byte[]? flashedImage, CancellationToken cancellation) =>
        PersistAsync(ConnectAsync, Closing, error => error is ServerHungUpException, cancellation);

    /// <summary>Connects and greets.</summary>
    /// <exception cref="InfrastructureException">No such host, refused, no answer, another kind of server, or a board that does not answer.</exception>
    protected abstract Task<BoardSession> ConnectAsync(CancellationToken cancellation);

    /// <summary>A rung that opens the link again, for as long as a server may take to come back.</summary>
    protected Reopen Reopening(
        string way, Func<CancellationToken, Task<BoardSession>> connect, Func<CancellationToken, Task>? before = null) =>
        new(way, token => PersistAsync(connect, ComeBack, IsServerAway, token), before) { Deadline = ComeBack + OneTry };

    private static bool IsServerAway(InfrastructureException error) => error is TransportOpenException or ServerHungUpException or LinkLostException;

    // The last failure is thrown when patience ends, because it says more than that it has ended.
    private async Task<BoardSession> PersistAsync(
        Func<CancellationToken, Task<BoardSession>> connect, TimeSpan patience, Func<InfrastructureException, bool> mayPass, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await connect(cancellation);
            }
            catch (InfrastructureException error) when (watch.Elapsed < patience && mayPass(error))
            {
                settings.Log.Debug("{Board}: {Reason}", Name, error.Message);
            }
            await Task.Delay(BetweenTries, cancellation);
        }
    }
}
