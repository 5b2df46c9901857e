using System.Text;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Tells apart, before anything else, what people hand over in place of a model: nothing, a text, another format.</summary>
internal static class ModelHeader
{
    private const int Bytes = 8;
    private const int Shown = 24;
    private const string Begin = "a .tflite file begins with a 4-byte offset and then the letters TFL3";

    public static ReadOnlySpan<byte> Identifier => "TFL3"u8;

    /// <exception cref="UnsupportedModelException">The file is larger than <see cref="ModelLimits.MaxFileBytes"/>.</exception>
    public static void CheckSize(long bytes)
    {
        if (bytes > ModelLimits.MaxFileBytes)
            throw new UnsupportedModelException(
                $"the model file has {bytes} bytes, and at most {ModelLimits.MaxFileBytes} are read; is this the right file?");
    }

    /// <exception cref="MalformedModelException">The bytes do not begin as a <c>.tflite</c> file does.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        CheckSize(file.Length);
        if (file.IsEmpty)
            throw new MalformedModelException($"the model file is empty; {Begin}: fetch or export it again");
        if (file.Length >= Bytes && file[4..Bytes].SequenceEqual(Identifier))
            return;
        if (LooksLikeText(file))
            throw new MalformedModelException($"the model file is a text that begins with '{Excerpt(file)}'; {Begin}. "
                + "A Git LFS pointer or an error page saved in its place looks like this: fetch the model itself");
        if (file.Length < Bytes)
            throw new MalformedModelException($"the model file has only {file.Length} bytes; {Begin}: it is truncated, fetch it again");
        throw new MalformedModelException(
            $"the model file begins with the bytes {Convert.ToHexString(file[..Bytes])}; {Begin} (54464C33): "
            + "convert the model to TensorFlow Lite");
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> file)
    {
        foreach (byte b in file[..Math.Min(file.Length, Shown)])
            if (b is not ((byte)'\t' or (byte)'\n' or (byte)'\r') && b is < 0x20 or 0x7F)
                return false;
        return true;
    }

    private static string Excerpt(ReadOnlySpan<byte> file) =>
        Encoding.UTF8.GetString(file[..Math.Min(file.Length, Shown)]).ReplaceLineEndings(" ");
}
