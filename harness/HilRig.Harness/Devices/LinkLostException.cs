namespace HilRig.Harness.Devices;

/// <summary>The link ended: cable pulled, emulator or firmware process gone.</summary>
public sealed class LinkLostException : InfrastructureException
{
    public LinkLostException(string link, string during, string? endReason)
        : base($"The link {link} was lost {during}: {endReason ?? "the other side hung up"}.") => EndReason = endReason;

    /// <summary>Exit code and stderr where the transport knows them.</summary>
    public string? EndReason { get; }
}
