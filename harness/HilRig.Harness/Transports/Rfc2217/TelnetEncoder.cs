namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>Bytes for a telnet connection.</summary>
public static class TelnetEncoder
{
    /// <summary>Data, with every 0xFF doubled.</summary>
    public static byte[] Data(ReadOnlySpan<byte> bytes)
    {
        var wire = new byte[bytes.Length + bytes.Count(TelnetCode.Iac)];
        var at = 0;
        foreach (var value in bytes)
        {
            wire[at++] = value;
            if (value == TelnetCode.Iac)
                wire[at++] = value;
        }
        return wire;
    }

    /// <summary>WILL, WONT, DO or DONT.</summary>
    public static byte[] Request(byte verb, byte option) => [TelnetCode.Iac, verb, option];

    /// <summary>A subnegotiation.</summary>
    public static byte[] Subnegotiation(byte option, ReadOnlySpan<byte> payload) =>
        [TelnetCode.Iac, TelnetCode.Sub, option, .. Data(payload), TelnetCode.Iac, TelnetCode.SubEnd];
}
