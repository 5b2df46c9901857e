using System.Globalization;
using System.Text.RegularExpressions;
using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Profiling;

/// <summary>Counts how often opcodes of a pattern are executed. Count from before the first run on: translated code is not counted afterwards.</summary>
public sealed partial class OpcodeCounters
{
    private readonly Cpu _cpu;

    internal OpcodeCounters(Cpu cpu) => _cpu = cpu;

    /// <summary>Switches counting on or off.</summary>
    public Task EnableAsync(bool enable = true, CancellationToken cancellationToken = default) =>
        _cpu.SendAsync($"EnableOpcodesCounting {(enable ? "true" : "false")}", cancellationToken);

    /// <summary>Adds a pattern.</summary>
    /// <param name="name">What its count is called.</param>
    /// <param name="pattern">16 or 32 characters, most significant bit first: `0`, `1`, or anything else for a bit that does not matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MonitorArgumentException">Of another length.</exception>
    /// <exception cref="MonitorCommandException">The name is taken.</exception>
    public Task InstallAsync(string name, string pattern, CancellationToken cancellationToken = default) => pattern.Length is 16 or 32
        ? _cpu.SendAsync($"InstallOpcodeCounterPattern {MonitorArgument.Text(name)} {MonitorArgument.Text(pattern)}", cancellationToken)
        : throw new MonitorArgumentException(pattern, "an opcode's pattern has 16 or 32 bits");

    /// <summary>All counts.</summary>
    public async Task<IReadOnlyDictionary<string, ulong>> CountsAsync(CancellationToken cancellationToken = default) =>
        Parse(await _cpu.SendAsync("GetAllOpcodesCounters", cancellationToken).ConfigureAwait(false));

    /// <summary>The rows of the table Renode prints.</summary>
    internal static Dictionary<string, ulong> Parse(string table) => Row().Matches(table).ToDictionary(
        match => match.Groups[1].Value.Trim(), match => ulong.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\|([^|]+)\|\s*(\d+)\s*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
