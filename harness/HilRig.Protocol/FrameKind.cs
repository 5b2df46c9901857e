namespace HilRig.Protocol;

/// <summary>What the first byte of a frame can be: a command 0x01..0x7F, its reply (command | 0x80), or one of the board's own, 0xE0 and above.</summary>
public static class FrameKind
{
    /// <summary>Set in the kind of a reply.</summary>
    public const byte ReplyBit = 0x80;

    /// <summary>Text from the board, unasked for.</summary>
    public const byte Log = 0xE0;

    /// <summary>Registers of a crashed board, unasked for.</summary>
    public const byte Fault = 0xE1;

    /// <summary>Something arrived damaged, unasked for.</summary>
    public const byte Damaged = 0xE2;

    /// <summary>A run goes on, unasked for.</summary>
    public const byte Busy = 0xE3;

    /// <summary>The kind a reply to <paramref name="command"/> has.</summary>
    public static byte ReplyTo(CommandCode command) => (byte)((byte)command | ReplyBit);
}
