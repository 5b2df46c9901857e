using System.Buffers.Binary;

namespace HilRig.Protocol;

/// <summary>Makes the bytes that travel.</summary>
public static class FrameEncoder
{
    /// <summary>The frame with CRC, COBS encoded, with a 0x00 before and after it so that stray bytes in front never damage it.</summary>
    /// <exception cref="PayloadTooLargeException">The payload is longer than 65535 bytes.</exception>
    public static byte[] Encode(Frame frame)
    {
        var plain = frame.ToBytes();
        var crcAt = plain.Length;
        Array.Resize(ref plain, crcAt + ProtocolLimits.CrcBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(crcAt), Crc32.Compute(plain.AsSpan(0, crcAt)));
        var wire = new byte[Cobs.MaxEncodedLength(plain.Length) + 2];
        var encoded = Cobs.Encode(plain, wire.AsSpan(1));
        return wire[..(encoded + 2)];
    }
}
