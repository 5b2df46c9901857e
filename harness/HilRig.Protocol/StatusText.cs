using System.Globalization;

namespace HilRig.Protocol;

/// <summary>Status codes and their detail word in sentences, with what mends them.</summary>
public static class StatusText
{
    /// <summary>Meaning of <paramref name="status"/> with its <paramref name="detail"/>; also for codes this host does not know.</summary>
    public static string Describe(StatusCode status, uint detail)
    {
        var number = detail.ToString(CultureInfo.InvariantCulture);
        return ForRequest(status, number) ?? ForImage(status, number)
            ?? $"status {(byte)status} with detail {number}, which wire version {ProtocolLimits.Version} does not define (0..19): update the host";
    }

    private static string? ForRequest(StatusCode status, string detail) => status switch
    {
        StatusCode.Ok => "success",
        StatusCode.UnknownCommand => $"this firmware does not know command {detail}: update the firmware",
        StatusCode.BadLength => $"the payload length {detail} does not fit the command: host and firmware disagree on the protocol",
        StatusCode.BadArgument => $"an index, offset or value is out of range: {detail}",
        StatusCode.NoImage => "no model image is loaded and prepared: load and commit one first",
        StatusCode.NoWindow => "the board has no shared memory window: send the data over the wire",
        StatusCode.BadVersion => $"the firmware does not know protocol version {detail}: flash a firmware built from this source tree",
        StatusCode.Internal => $"a bug in the firmware (detail {detail}): please report it with the wire log",
        _ => null,
    };

    private static string? ForImage(StatusCode status, string detail) => status switch
    {
        StatusCode.ImageMagic => $"the image does not begin with 'HILM' (first word {detail})",
        StatusCode.ImageVersion => $"the image has version {detail}, which this firmware does not know: rebuild one of the two",
        StatusCode.ImageCrc => $"the image's CRC does not match its bytes (computed {detail}): it was damaged on the way, load it again",
        StatusCode.ImageBounds => $"an offset or size in the image is out of bounds or contradicts another (operator {detail})",
        StatusCode.ImageOperator => $"operator {detail} or its data type has no kernel in this firmware",
        StatusCode.ArenaTooSmall => $"the model needs an arena of {detail} bytes, more than the board has: use a board with more RAM",
        StatusCode.BiasRamTooSmall => $"the widened biases need {detail} bytes, more than the board's bias RAM",
        StatusCode.ImageInFlash => "the board's image slot is flash, which the wire cannot write: start the emulator with the image, or flash it (hilrig flash)",
        StatusCode.Rounding => $"the board's kernel library rounds {(detail == "1" ? "once" : "twice")}, the image asks for the other: run with --rounding {(detail == "1" ? "single" : "double")}, or link a library built with the other rounding",
        StatusCode.ScratchTooSmall => $"the board's kernel library needs {detail} bytes of scratch for an operator, more than the firmware has: make it with CMSIS_NN_SCRATCH={detail} or more",
        StatusCode.OwnModel => "the board has a model of its own and takes no image: validate it against that model's .tflite",
        StatusCode.ImageTooLarge => $"the image of {detail} bytes does not fit the board's image slot",
        _ => null,
    };
}
