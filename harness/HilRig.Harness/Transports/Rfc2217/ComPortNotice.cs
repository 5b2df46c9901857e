namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>Words for what a server tells of its port by itself.</summary>
public static class ComPortNotice
{
    /// <summary>Line states that mean lost or damaged bytes: overrun, parity, framing, break.</summary>
    public const byte LineErrors = 0b0001_1110;

    private static readonly string[] LineStates =
        ["data ready", "overrun", "parity error", "framing error", "break", "holding register empty", "shift register empty", "timeout"];

    private static readonly string[] ModemStates = ["CTS changed", "DSR changed", "RI ended", "CD changed", "CTS", "DSR", "RI", "CD"];

    /// <summary>`line: framing error, break`; `modem: CTS, DSR`.</summary>
    public static string Describe(ComPortCommand notice, byte state)
    {
        var isLine = notice == ComPortCommand.NotifyLineState;
        var set = (isLine ? LineStates : ModemStates).Where((_, bit) => (state >> bit & 1) != 0);
        return $"{(isLine ? "line" : "modem")}: {string.Join(", ", set.DefaultIfEmpty("nothing"))}";
    }
}
