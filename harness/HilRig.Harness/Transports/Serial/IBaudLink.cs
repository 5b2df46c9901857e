namespace HilRig.Harness.Transports.Serial;

/// <summary>A link that has a speed.</summary>
public interface IBaudLink
{
    /// <summary>Bits per second now.</summary>
    int Baud { get; }

    /// <summary>Changes it; both directions should be silent. Bytes under way are lost.</summary>
    /// <exception cref="IOException">The link has ended, or the driver has no such speed.</exception>
    Task SetBaudAsync(int baud, CancellationToken cancellationToken);
}
