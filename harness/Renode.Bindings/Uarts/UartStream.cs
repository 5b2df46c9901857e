using System.Net.Sockets;

namespace Renode.Bindings.Uarts;

/// <summary>A UART of a machine: reads give what it sends, writes what it receives. Closing it lets the emulation run on.</summary>
/// <remarks>Bytes for a UART whose receiver is disabled are dropped, and bytes enter it at quantum boundaries.</remarks>
public sealed class UartStream : NetworkStream
{
    internal UartStream(Socket socket, string peripheral, int port)
        : base(socket, ownsSocket: true) => (Peripheral, Port) = (peripheral, port);

    /// <summary>Such as `sysbus.usart2`.</summary>
    public string Peripheral { get; }

    /// <summary>The TCP port Renode listens on, on every interface; it serves one client.</summary>
    public int Port { get; }
}
