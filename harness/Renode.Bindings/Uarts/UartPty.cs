using System.Globalization;
using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Uarts;

/// <summary>Pseudo-terminals: raw, every byte but 0 was seen to come through.</summary>
internal static class UartPty
{
    private static int _terminals;

    public static async Task CreateAsync(Machine machine, string peripheral, string linkPath, CancellationToken cancellationToken)
    {
        MonitorArgument.Name(peripheral);
        var path = Path.GetFullPath(linkPath);
        if (Path.Exists(path))
            throw new RenodeException($"'{path}' is there already: Renode would refuse to make it the link to the pty. Name a new path.");
        var terminal = string.Create(CultureInfo.InvariantCulture, $"pty{Interlocked.Increment(ref _terminals)}");
        await machine.SendAsync(
            $"emulation CreateUartPtyTerminal {MonitorArgument.Text(terminal)} {MonitorArgument.Text(path)}", null, cancellationToken).ConfigureAwait(false);
        await machine.SendAsync($"connector Connect {peripheral} {terminal}", null, cancellationToken).ConfigureAwait(false);
    }
}
