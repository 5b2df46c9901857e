namespace HilRig.Protocol;

/// <summary>Sizes of wire version 1, in bytes unless said otherwise.</summary>
public static class ProtocolLimits
{
    /// <summary>The protocol version this host speaks.</summary>
    public const ushort Version = 1;

    /// <summary>Kind, status and sequence.</summary>
    public const int HeaderBytes = 4;

    /// <summary>The CRC at a frame's end.</summary>
    public const int CrcBytes = 4;

    /// <summary>The largest payload a board can announce.</summary>
    public const int MaxPayload = ushort.MaxValue;

    /// <summary>The smallest payload size every board takes, so HELLO works before the real limit is known.</summary>
    public const int MinMaxPayload = 256;

    /// <summary>The largest frame before encoding.</summary>
    public const int MaxFrameBytes = HeaderBytes + MaxPayload + CrcBytes;
}
