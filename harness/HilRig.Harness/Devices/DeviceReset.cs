using System.Diagnostics;
using HilRig.Protocol.Commands;

namespace HilRig.Harness.Devices;

/// <summary>Restarting a board over the wire.</summary>
public static class DeviceReset
{
    private const int CrashReports = 8;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(20);

    /// <summary>Restarts the board and waits until it says HELLO with another boot count. The model is gone afterwards.</summary>
    /// <exception cref="DeviceResetException">It did not come back in time.</exception>
    public static Task<HelloReply> ResetAsync(this DeviceClient device, CancellationToken cancellationToken = default) =>
        device.ResetAsync(_ => Task.CompletedTask, cancellationToken);

    /// <summary>The same, with something to do between the board's answer and its boot, as changing the port's speed.</summary>
    internal static async Task<HelloReply> ResetAsync(this DeviceClient device, Func<CancellationToken, Task> meanwhile, CancellationToken cancellationToken)
    {
        device.Forgive();
        var before = device.Identity ?? await device.HelloAsync(cancellationToken).ConfigureAwait(false);
        await AskAsync(device, cancellationToken).ConfigureAwait(false);
        device.Model = null;
        await meanwhile(cancellationToken).ConfigureAwait(false);
        return await AwaitBootAsync(device, before.BootCount, cancellationToken).ConfigureAwait(false);
    }

    // A crashed board obeys RESET, but its report may come once more before the reply.
    private static async Task AskAsync(DeviceClient device, CancellationToken cancellationToken)
    {
        for (var left = CrashReports; ; left--)
        {
            try
            {
                await device.SendAsync(new ResetRequest(), default, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DeviceCrashedException) when (left > 0)
            {
                device.Forgive();
            }
        }
    }

    private static async Task<HelloReply> AwaitBootAsync(DeviceClient device, ulong oldBoot, CancellationToken cancellationToken)
    {
        var seen = "no answer since";
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < device.Options.ResetTimeout;)
        {
            try
            {
                var hello = await device.HelloAsync(cancellationToken).ConfigureAwait(false);
                if (hello.BootCount != oldBoot)
                    return hello;
                seen = $"it answers, but its boot count is still {oldBoot}, so it did not restart";
            }
            catch (DeviceHungException error)
            {
                seen = error.Message;
            }
            catch (DeviceCrashedException error)
            {
                // Its report from before the reset; one that crashes again at once keeps reporting until the time is up.
                seen = error.Message;
                device.Forgive();
            }
            // A board that has not begun to restart would else be asked as fast as the link allows.
            await Task.Delay(BetweenQuestions, cancellationToken).ConfigureAwait(false);
        }
        throw new DeviceResetException(device.LinkDescription, device.Options.ResetTimeout, seen);
    }
}
