using System.Buffers.Binary;

namespace HilRig.Protocol;

/// <summary>One frame without its CRC.</summary>
/// <param name="Kind">See <see cref="FrameKind"/>.</param>
/// <param name="Status">0 in requests and good replies.</param>
/// <param name="Sequence">1..65535, chosen by the host and echoed; 0 in log, fault and damaged frames.</param>
/// <param name="Payload">0..65535 bytes.</param>
public sealed record Frame(byte Kind, StatusCode Status, ushort Sequence, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether this is a reply and not a frame of the board's own.</summary>
    public bool IsReply => (Kind & FrameKind.ReplyBit) != 0 && Kind < FrameKind.Log;

    /// <summary>The bytes before encoding and without CRC, as `fixtures/protocol/frames.txt` shows them.</summary>
    public byte[] ToBytes()
    {
        if (Payload.Length > ProtocolLimits.MaxPayload)
            throw new PayloadTooLargeException(Payload.Length, ProtocolLimits.MaxPayload);
        var bytes = new byte[ProtocolLimits.HeaderBytes + Payload.Length];
        bytes[0] = Kind;
        bytes[1] = (byte)Status;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), Sequence);
        Payload.Span.CopyTo(bytes.AsSpan(ProtocolLimits.HeaderBytes));
        return bytes;
    }

    /// <summary>Takes a decoded piece apart.</summary>
    /// <returns>Null when it is too short to be a frame or its CRC does not match.</returns>
    public static Frame? FromSealed(ReadOnlySpan<byte> piece)
    {
        if (piece.Length < ProtocolLimits.HeaderBytes + ProtocolLimits.CrcBytes)
            return null;
        var covered = piece[..^ProtocolLimits.CrcBytes];
        return BinaryPrimitives.ReadUInt32LittleEndian(piece[covered.Length..]) == Crc32.Compute(covered)
            ? FromBytes(covered)
            : null;
    }

    private static Frame FromBytes(ReadOnlySpan<byte> bytes) => new(
        bytes[0],
        (StatusCode)bytes[1],
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]),
        bytes[ProtocolLimits.HeaderBytes..].ToArray());
}
