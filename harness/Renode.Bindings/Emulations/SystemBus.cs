using Renode.Bindings.Faults;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Emulations;

/// <summary>A machine's bus. Reads of addresses where nothing is give 0, and Renode warns in its log.</summary>
public sealed class SystemBus
{
    private readonly Machine _machine;

    internal SystemBus(Machine machine) => _machine = machine;

    /// <summary>Reads 32 bits.</summary>
    public async Task<uint> ReadUInt32Async(ulong address, CancellationToken cancellationToken = default)
    {
        var command = $"sysbus ReadDoubleWord {MonitorArgument.Number(address)}";
        return (uint)MonitorValue.Number(await _machine.SendAsync(command, null, cancellationToken).ConfigureAwait(false), command);
    }

    /// <summary>Writes 32 bits.</summary>
    public Task WriteUInt32Async(ulong address, uint value, CancellationToken cancellationToken = default) =>
        _machine.SendAsync($"sysbus WriteDoubleWord {MonitorArgument.Number(address)} {MonitorArgument.Number(value)}", null, cancellationToken);

    /// <summary>Reads bytes.</summary>
    /// <param name="address">The first one's.</param>
    /// <param name="count">1..65536: they come as text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]> ReadBytesAsync(ulong address, int count, CancellationToken cancellationToken = default)
    {
        if (count is < 1 or > 65536)
            throw new MonitorArgumentException($"{count}", "1 to 65536 bytes are read at once");
        var command = $"sysbus ReadBytes {MonitorArgument.Number(address)} {count}";
        var text = await _machine.SendAsync(command, null, cancellationToken).ConfigureAwait(false);
        return MonitorValue.Bytes(text) is { } bytes && bytes.Length == count ? bytes : throw MonitorValue.Unexpected(text, command, $"{count} bytes");
    }

    /// <summary>Address of a symbol of the program loaded; a function's is even.</summary>
    /// <exception cref="MonitorCommandException">No such symbol.</exception>
    public async Task<ulong> SymbolAddressAsync(string symbol, CancellationToken cancellationToken = default)
    {
        var command = $"sysbus GetSymbolAddress {MonitorArgument.Text(symbol)}";
        return MonitorValue.Number(await _machine.SendAsync(command, null, cancellationToken).ConfigureAwait(false), command);
    }

    /// <summary>Name of the function or variable an address lies in.</summary>
    public Task<string> FindSymbolAsync(ulong address, CancellationToken cancellationToken = default) =>
        _machine.SendAsync($"sysbus FindSymbolAt {MonitorArgument.Number(address)}", null, cancellationToken);

    /// <summary>Runs Python at every access of an address.</summary>
    /// <param name="address">The watched one.</param>
    /// <param name="width">Only accesses of just this width are seen.</param>
    /// <param name="access">Which.</param>
    /// <param name="python">One line; sees `self` (the bus), `cpu`, `address`, `width` and `value`. An exception in it can end the process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddWatchpointAsync(ulong address, AccessWidth width, AccessKind access, string python, CancellationToken cancellationToken = default) =>
        _machine.SendAsync(
            $"sysbus AddWatchpointHook {MonitorArgument.Number(address)} {width} {access} {MonitorArgument.Text(python)}", null, cancellationToken);

    /// <summary>Changes what the program reads from a peripheral.</summary>
    /// <param name="peripheral">Such as `sysbus.usart2`.</param>
    /// <param name="python">One line that sets `value`; sees `offset`, `self` and `sysbus`. <see cref="Fault"/> writes some.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetHookAfterReadAsync(string peripheral, string python, CancellationToken cancellationToken = default) =>
        _machine.SendAsync($"sysbus SetHookAfterPeripheralRead {MonitorArgument.Name(peripheral)} {MonitorArgument.Text(python)}", null, cancellationToken);

    /// <summary>Takes the hook of <see cref="SetHookAfterReadAsync"/> away.</summary>
    public Task ClearHookAfterReadAsync(string peripheral, CancellationToken cancellationToken = default) =>
        _machine.SendAsync($"sysbus ClearHookAfterPeripheralRead {MonitorArgument.Name(peripheral)}", null, cancellationToken);
}
