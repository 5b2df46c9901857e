namespace HilRig.Protocol;

/// <summary>The board answers HELLO with another protocol version.</summary>
public sealed class ProtocolVersionException : ProtocolException
{
    public ProtocolVersionException(int found)
        : base($"The board speaks protocol version {found}, this host speaks {ProtocolLimits.Version}: "
            + "flash a firmware built from this source tree, or use the host that belongs to the firmware.") => Found = found;

    /// <summary>The board's version.</summary>
    public int Found { get; }
}
