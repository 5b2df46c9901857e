using HilRig.Protocol;

namespace HilRig.Harness.Transports.Serial;

/// <summary>A serial line, here or behind a network: bytes, a speed, and two control lines that boards take to their reset circuit.</summary>
public interface ISerialLink : ITransport, IBaudLink
{
    /// <summary>Sets the control lines; a port without them is left alone.</summary>
    /// <exception cref="IOException">The link has ended.</exception>
    Task SetLinesAsync(bool dtr, bool rts, CancellationToken cancellationToken);
}
