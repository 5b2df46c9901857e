using System.Buffers.Binary;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Html;

/// <summary>A picture as a data URI: an uncompressed Windows bitmap, which every browser shows.</summary>
internal static class Bitmap
{
    private const int HeaderBytes = 54;

    // Dark to bright by way of violet and orange: small differences of a spectrogram show.
    private static readonly (int R, int G, int B)[] Heat = [(4, 5, 20), (66, 15, 110), (150, 40, 110), (220, 75, 65), (250, 155, 30), (250, 255, 190)];

    /// <summary>One channel that is no square image: time by frequency.</summary>
    public static bool IsSpectrogram(PictureRecord picture) => picture.Channels == 1 && picture.Height != picture.Width;

    /// <summary>The picture; a spectrogram gets colours, over the range of its own values.</summary>
    public static string DataUri(PictureRecord picture) => "data:image/bmp;base64," + Convert.ToBase64String(Encode(picture));

    private static byte[] Encode(PictureRecord picture) =>
        IsSpectrogram(picture) ? Encode(picture.Width, picture.Height, Spectrum(picture)) : Encode(picture.Height, picture.Width, (y, x) => Pixel(picture, y, x));

    // Rows lie from the foot upwards, each padded to four bytes.
    private static byte[] Encode(int height, int width, Func<int, int, (int R, int G, int B)> pixel)
    {
        var stride = (3 * width + 3) / 4 * 4;
        var bytes = new byte[HeaderBytes + stride * height];
        WriteHeader(bytes, width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = HeaderBytes + (height - 1 - y) * stride + 3 * x;
                var (r, g, b) = pixel(y, x);
                (bytes[at], bytes[at + 1], bytes[at + 2]) = ((byte)b, (byte)g, (byte)r);
            }
        }
        return bytes;
    }

    // A spectrogram has time downwards; people read it to the right.
    private static Func<int, int, (int R, int G, int B)> Spectrum(PictureRecord picture)
    {
        var (low, high) = (picture.Pixels.Min(), picture.Pixels.Max());
        return (y, x) => Colour((picture.Pixels[x * picture.Width + (picture.Width - 1 - y)] - low) / Math.Max(1.0, high - low));
    }

    private static (int R, int G, int B) Pixel(PictureRecord picture, int y, int x)
    {
        var at = (y * picture.Width + x) * picture.Channels;
        var pixels = picture.Pixels;
        return picture.Channels == 1 ? (pixels[at], pixels[at], pixels[at]) : (pixels[at], pixels[at + 1], pixels[at + 2]);
    }

    private static (int R, int G, int B) Colour(double share)
    {
        var place = share * (Heat.Length - 1);
        var low = Math.Min((int)place, Heat.Length - 2);
        var (a, b, t) = (Heat[low], Heat[low + 1], place - low);
        int Mix(int from, int to) => (int)(from + (to - from) * t);
        return (Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B));
    }

    private static void WriteHeader(byte[] bytes, int width, int height)
    {
        (bytes[0], bytes[1]) = ((byte)'B', (byte)'M');
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(28), 24);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(34), bytes.Length - HeaderBytes);
    }
}
