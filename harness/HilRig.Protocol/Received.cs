namespace HilRig.Protocol;

/// <summary>What a <see cref="FrameDecoder"/> finds in a byte stream.</summary>
public abstract record Received;

/// <summary>A frame whose CRC was right.</summary>
public sealed record ReceivedFrame(Frame Frame) : Received;

/// <summary>Bytes that are no frame: a boot banner, a printf, a damaged frame. Never empty and without delimiters.</summary>
public sealed record StrayBytes(ReadOnlyMemory<byte> Bytes) : Received;
