using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HilRig.Protocol;

/// <summary>One frame of the wire (firmware/PROTOCOL.md).</summary>
/// <param name="Kind">Command, reply (command | 0x80), log or fault.</param>
/// <param name="Status">0 in requests and good replies.</param>
/// <param name="Sequence">Chosen by the host, echoed by the reply.</param>
public sealed record Frame(byte Kind, StatusCode Status, ushort Sequence, ReadOnlyMemory<byte> Payload)
{
    public const byte ReplyBit = 0x80;
    public const byte LogKind = 0xE0;
    public const byte FaultKind = 0xE1;

    /// <summary>Bytes around the payload: kind, status, sequence and CRC.</summary>
    public const int Overhead = HeaderBytes + sizeof(uint);

    private const int HeaderBytes = 4;

    /// <summary>The frame as it goes over the wire, with a zero before and after it.</summary>
    public byte[] Encode()
    {
        var packet = new byte[Overhead + Payload.Length];
        (packet[0], packet[1]) = (Kind, (byte)Status);
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(2), Sequence);
        Payload.Span.CopyTo(packet.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(packet.Length - 4), Crc32.Compute(packet.AsSpan(0, packet.Length - 4)));
        var wire = new List<byte>(packet.Length + packet.Length / 254 + 3) { 0 };
        Cobs.Encode(packet, wire);
        wire.Add(0);
        return [.. wire];
    }

    /// <summary>Decodes what stood between two zeros; false when it is no frame or its CRC is wrong.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Frame? frame)
    {
        frame = null;
        if (!Cobs.TryDecode(encoded, out var packet) || packet.Length < Overhead)
            return false;
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(packet.AsSpan(packet.Length - 4));
        if (crc != Crc32.Compute(packet.AsSpan(0, packet.Length - 4)))
            return false;
        frame = new(
            packet[0], (StatusCode)packet[1], BinaryPrimitives.ReadUInt16LittleEndian(packet.AsSpan(2)),
            packet.AsMemory(HeaderBytes, packet.Length - Overhead));
        return true;
    }
}
