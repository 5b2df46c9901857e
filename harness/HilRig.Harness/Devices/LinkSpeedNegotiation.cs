using HilRig.Harness.Transports.Serial;
using HilRig.Protocol;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Devices;

/// <summary>A faster serial link, proven before it is used: proposed, changed, tried with patterns; both sides fall back when those fail.</summary>
public static class LinkSpeedNegotiation
{
    private const int PatternBytes = 64;
    // Below the board's second, so that it has fallen back by the time the host has.
    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    // Alternating bits, long runs of either, and every byte value.
    private static readonly byte[][] Patterns =
    [
        [.. Enumerable.Repeat((byte)0x55, PatternBytes)], [.. Enumerable.Repeat((byte)0xAA, PatternBytes)], new byte[PatternBytes],
        [.. Enumerable.Repeat((byte)0xFF, PatternBytes)], [.. Enumerable.Range(0, 256).Select(value => (byte)value)],
    ];

    /// <summary>Raises the speed to the first that works.</summary>
    /// <param name="device">Greeted, at the link's present speed.</param>
    /// <param name="link">Its link.</param>
    /// <param name="wanted">Speeds to try, the best first.</param>
    /// <param name="cancellationToken">The caller's own end.</param>
    /// <returns>The speed from now on: the present one when none works or the board cannot change it.</returns>
    /// <exception cref="InfrastructureException">The board is lost.</exception>
    public static async Task<int> RaiseSpeedAsync(
        this DeviceClient device, IBaudLink link, IReadOnlyList<int> wanted, CancellationToken cancellationToken = default)
    {
        foreach (var baud in wanted)
        {
            try
            {
                if (await TryAsync(device, link, baud, cancellationToken).ConfigureAwait(false))
                    return baud;
            }
            catch (DeviceErrorException refusal) when (refusal.Status == StatusCode.BadArgument)
            {
                // Its divider does not make this speed; perhaps the next.
            }
            catch (DeviceErrorException refusal) when (refusal.Status == StatusCode.UnknownCommand)
            {
                return link.Baud;
            }
        }
        return link.Baud;
    }

    private static async Task<bool> TryAsync(DeviceClient device, IBaudLink link, int baud, CancellationToken cancellationToken)
    {
        var safe = link.Baud;
        await device.SendAsync(new LinkSpeedRequest(LinkSpeedAction.Try, (uint)baud), default, cancellationToken).ConfigureAwait(false);
        if (await ProveAsync(device, link, baud, cancellationToken).ConfigureAwait(false))
            return true;
        await link.SetBaudAsync(safe, cancellationToken).ConfigureAwait(false);
        // The board notices that its second is over when bytes arrive, whatever they look like to it.
        await device.PingAsync(Patterns[0], cancellationToken).ConfigureAwait(false);
        return false;
    }

    private static async Task<bool> ProveAsync(DeviceClient device, IBaudLink link, int baud, CancellationToken cancellationToken)
    {
        using var trial = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        trial.CancelAfter(Trial);
        var repeats = device.Repeats;
        device.ExtraWait = Late;
        try
        {
            await link.SetBaudAsync(baud, trial.Token).ConfigureAwait(false);
            foreach (var pattern in Patterns)
                await device.PingAsync(pattern, trial.Token).ConfigureAwait(false);
            if (device.Repeats != repeats)
                return false;
            await device.SendAsync(new LinkSpeedRequest(LinkSpeedAction.Keep, (uint)baud), default, trial.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error) when (error is ProtocolException or IOException)
        {
            return false;
        }
        finally
        {
            device.ExtraWait = default;
        }
    }
}
