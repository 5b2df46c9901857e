namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>Commands of RFC 2217 from a client; a server's have 100 more.</summary>
public enum ComPortCommand : byte
{
    Signature = 0,

    /// <summary>Four bytes, the highest first, bits per second; 0 asks for the present one.</summary>
    SetBaudRate = 1,

    /// <summary>5..8.</summary>
    SetDataSize = 2,

    /// <summary>1 none, 2 odd, 3 even, 4 mark, 5 space.</summary>
    SetParity = 3,

    /// <summary>1 one, 2 two, 3 one and a half.</summary>
    SetStopSize = 4,

    /// <summary>A <see cref="ComPortControl"/>.</summary>
    SetControl = 5,

    /// <summary>From the server: a <see cref="ComPortNotice"/>.</summary>
    NotifyLineState = 6,

    /// <summary>From the server: a <see cref="ComPortNotice"/>.</summary>
    NotifyModemState = 7,

    /// <summary>The other side takes no data until <see cref="Resume"/>.</summary>
    Suspend = 8,

    Resume = 9,

    /// <summary>Which line states are notified.</summary>
    SetLineStateMask = 10,

    SetModemStateMask = 11,

    /// <summary>1 what was received, 2 what is to be sent, 3 both.</summary>
    PurgeData = 12,
}

/// <summary>Values of <see cref="ComPortCommand.SetControl"/>.</summary>
public enum ComPortControl : byte
{
    NoFlowControl = 1,
    DtrOn = 8,
    DtrOff = 9,
    RtsOn = 11,
    RtsOff = 12,
}
