namespace HilRig.Harness.Boards;

/// <summary>A board and which of its firmwares, as targets name them: <c>mps2-an386</c>, <c>mps2-an386@cmsis-nn</c>.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Variant">The rest of the build folder's name: <c>plain</c>, <c>dsp</c>, <c>mve</c>, <c>cmsis-nn</c>, <c>asan</c>, or a runtime's
/// folder; empty for the usual firmware.</param>
public sealed record FirmwareName(string Board, string Variant)
{
    private const string Exported = "exported_model-";

    /// <exception cref="UsageException">Nothing behind the @, or something that is no folder's name.</exception>
    public static FirmwareName Parse(string text)
    {
        if (text.Split('@', 2) is not [var board, var variant])
            return new(text, "");
        return variant.Length > 0 && variant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && variant.Trim('.').Length > 0
            ? new(board, variant)
            : throw new UsageException($"'{text}' names no firmware: behind the @ comes the rest of the build folder's name, as in mps2-an386@cmsis-nn or mps2-an386@plain");
    }

    /// <summary>How make builds it.</summary>
    public string MakeArguments => $"BOARD={Board}" + Variant switch
    {
        "" => "",
        "plain" or "dsp" or "mve" => $" KERNELS={Variant}",
        "cmsis-nn" => " CMSIS_NN_LIB=/path/libcmsis-nn.a CMSIS_NN_INCLUDE=/path/Include",
        "asan" => " SANITIZE=1",
        _ when Variant.StartsWith(Exported, StringComparison.Ordinal) =>
            $" RUNTIME=examples/exported_model EXPORT=/path/{Variant[Exported.Length..]}",
        _ => $" RUNTIME=examples/{Variant}",
    };
}
