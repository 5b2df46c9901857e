using System.Text;
using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>No byte came from the board at all.</summary>
public sealed class DeviceSilentException(string link, string command, TimeSpan waited) : InfrastructureException(
    $"no bytes came from {link} within {waited.TotalSeconds:0.#} s of {command}: is the HilRig firmware flashed and running, and is this the right port and baud rate?");

/// <summary>Bytes came, but no frame: a wrong baud rate or some other firmware.</summary>
public sealed class DeviceGarbageException(string link, string command, ReadOnlyMemory<byte> seen) : InfrastructureException(
    $"only garbage came from {link} in answer to {command}: {Show(seen.Span)}; check the baud rate, or flash the HilRig firmware")
{
    private const int Shown = 32;

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, Shown)];
        var text = new StringBuilder();
        foreach (var b in start)
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        return $"{bytes.Length} bytes, beginning {Convert.ToHexString(start)} \"{text}\"";
    }
}

/// <summary>The board answered before and now does not: it hangs, or it is far slower than expected.</summary>
public sealed class DeviceHungException(string link, string command, TimeSpan waited) : InfrastructureException(
    $"the board on {link} answered before but not to {command} within {waited.TotalSeconds:0.#} s: it hangs, or it is too slow for this deadline (--timeout)");

/// <summary>The board speaks another version of the protocol.</summary>
public sealed class DeviceVersionException(string link, uint version) : InfrastructureException(
    $"the firmware on {link} speaks protocol version {version}, this host speaks {Protocol.Commands.Hello.ProtocolVersion}: flash the firmware of this version");

/// <summary>The link ended: cable, emulator or process gone.</summary>
public sealed class LinkLostException(string link, string command, string reason, Exception? inner = null) : InfrastructureException(
    $"the link {link} was lost during {command}{(reason.Length > 0 ? $": {reason}" : "")}", inner);

/// <summary>The board crashed and told so.</summary>
public sealed class DeviceCrashedException(string link, string command, FaultReport fault) : InfrastructureException(
    $"the board on {link} crashed during {command}: {fault}")
{
    public FaultReport Fault { get; } = fault;
}
