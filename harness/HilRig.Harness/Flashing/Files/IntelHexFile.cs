using System.Text;

namespace HilRig.Harness.Flashing.Files;

/// <summary>Intel HEX with 32-bit addresses: data (00), end (01) and extended linear address (04) records.</summary>
public static class IntelHexFile
{
    private const int LineBytes = 16;
    private const uint Bank = 0x10000;

    public static string Write(FlashContents contents)
    {
        var text = new StringBuilder();
        uint? bank = null;
        foreach (var piece in contents.Pieces)
            for (var at = 0; at < piece.Bytes.Length;)
            {
                var address = piece.Address + (uint)at;
                if (bank != address / Bank)
                    Record(text, 4, 0, [(byte)(address >> 24), (byte)((address >> 16) & 0xFF)]);
                bank = address / Bank;
                // A record may not cross the end of its bank.
                var count = Math.Min(Math.Min(LineBytes, piece.Bytes.Length - at), (int)(Bank - (address % Bank)));
                Record(text, 0, (ushort)(address % Bank), piece.Bytes.AsSpan(at, count));
                at += count;
            }
        Record(text, 1, 0, []);
        return text.ToString();
    }

    private static void Record(StringBuilder text, byte type, ushort address, ReadOnlySpan<byte> data)
    {
        byte[] record = [(byte)data.Length, (byte)(address >> 8), (byte)(address & 0xFF), type, .. data];
        var sum = record.Sum(value => value);
        text.Append(':').Append(Convert.ToHexString(record)).Append($"{-sum & 0xFF:X2}").Append('\n');
    }
}
