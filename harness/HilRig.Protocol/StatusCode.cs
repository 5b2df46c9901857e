namespace HilRig.Protocol;

/// <summary>What a board answers (firmware/PROTOCOL.md).</summary>
public enum StatusCode : byte
{
    Ok = 0,
    UnknownCommand = 1,
    BadLength = 2,
    BadArgument = 3,
    NoImage = 4,
    ImageMagic = 5,
    ImageVersion = 6,
    ImageCrc = 7,
    ImageBounds = 8,
    ImageOperator = 9,
    ArenaTooSmall = 10,
    BiasRamTooSmall = 11,
    ImageTooLarge = 12,
    NoWindow = 13,
    BadVersion = 14,
    Internal = 15,
}

/// <summary>Status codes in words.</summary>
public static class StatusCodes
{
    /// <summary>What the code means and what mends it.</summary>
    /// <param name="detail">The number that came with it: the offending value or operator.</param>
    public static string Explain(this StatusCode status, uint detail) => status switch
    {
        StatusCode.Ok => "ok",
        StatusCode.UnknownCommand => "the firmware does not know the command; flash a newer one",
        StatusCode.BadLength => "the request's payload has the wrong length",
        StatusCode.BadArgument => $"the value {detail} is out of range",
        StatusCode.NoImage => "no model image is loaded",
        StatusCode.ImageMagic => $"the image begins with 0x{detail:X8}, not with HILM",
        StatusCode.ImageVersion => $"the firmware does not know image version {detail}; flash a newer one",
        StatusCode.ImageCrc => $"the image was damaged on its way (CRC-32 on the board 0x{detail:X8}); load it again",
        StatusCode.ImageBounds => $"the image contradicts itself at operator {detail}",
        StatusCode.ImageOperator => $"the firmware has no kernel for operator {detail}",
        StatusCode.ArenaTooSmall => $"the model needs an arena of {detail} bytes, more than the board has",
        StatusCode.BiasRamTooSmall => $"the widened biases need {detail} bytes of RAM, more than the board has; use int32 biases",
        StatusCode.ImageTooLarge => $"the image of {detail} bytes does not fit the board's image slot",
        StatusCode.NoWindow => "the board has no shared memory window",
        StatusCode.BadVersion => $"the firmware speaks protocol version {detail}",
        StatusCode.Internal => $"the firmware reports a bug of its own (detail {detail})",
        _ => $"unknown status {(int)status} (detail {detail}); host and firmware do not fit",
    };
}
