namespace HilRig.Protocol;

/// <summary>Second byte of a frame: 0 in requests and good replies, else why the board refused.</summary>
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
    ImageInFlash = 16,
    Rounding = 17,
    ScratchTooSmall = 18,
    OwnModel = 19,
}
