using HilRig.Harness.Devices;
using HilRig.Harness.Transports.Tcp;

namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>Somebody listens there, but does not speak telnet.</summary>
public sealed class NotTelnetException(NetworkAddress address, TimeSpan waited, string heard) : InfrastructureException(
    $"rfc2217:{address} does not answer telnet's questions within {waited.TotalSeconds:0.#} s; it sent {heard}. Raw TCP? Use tcp:{address}. "
    + "A server for RFC 2217 has, in ser2net's words, the accepter telnet(rfc2217),tcp.");

/// <summary>A telnet server that does not let its client set a serial port, or not pass all bytes.</summary>
public sealed class Rfc2217RefusedException(NetworkAddress address, string what) : InfrastructureException(
    $"rfc2217:{address} speaks telnet, but {what}. Raw TCP? Use tcp:{address} if the server can pass bytes as they are; "
    + "else switch RFC 2217 on, in ser2net's words the accepter telnet(rfc2217),tcp.");

/// <summary>The server takes connections and ends them again: it has no port for us now.</summary>
public sealed class ServerHungUpException(string link, string heard) : InfrastructureException(
    $"{link} hung up at once, after it sent {heard}. Is another program connected to the port, or is the board unplugged from the server?");
