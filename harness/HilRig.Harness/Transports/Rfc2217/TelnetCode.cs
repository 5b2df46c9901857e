namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>Bytes with a meaning in telnet (RFC 854, 855) and the options a serial link needs.</summary>
public static class TelnetCode
{
    public const byte SubEnd = 240;

    public const byte Sub = 250;

    public const byte Will = 251;

    public const byte Wont = 252;

    public const byte Do = 253;

    public const byte Dont = 254;

    /// <summary>Begins every command; as data it is doubled.</summary>
    public const byte Iac = 255;

    /// <summary>RFC 856: eight bits, and CR stands for itself.</summary>
    public const byte Binary = 0;

    /// <summary>RFC 858: both sides may speak at any time.</summary>
    public const byte SuppressGoAhead = 3;

    /// <summary>RFC 2217.</summary>
    public const byte ComPort = 44;
}
