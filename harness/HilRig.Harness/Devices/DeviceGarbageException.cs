using HilRig.Harness.Transports;

namespace HilRig.Harness.Devices;

/// <summary>Bytes came, but not one frame.</summary>
public sealed class DeviceGarbageException : InfrastructureException
{
    /// <param name="link">Description of the transport.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="waited">How long and how often.</param>
    /// <param name="total">Bytes received.</param>
    /// <param name="first">The first of them.</param>
    public DeviceGarbageException(string link, string request, string waited, long total, ReadOnlySpan<byte> first)
        : base($"Only garbage from {link}: {total} bytes and no frame in them; {request} got no answer {waited}. First bytes: {BytePreview.Of(first)}. "
            + "Is the baud rate right, and is it the HilRig firmware that runs?")
    {
    }
}
