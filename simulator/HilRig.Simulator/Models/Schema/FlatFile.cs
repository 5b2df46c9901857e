using System.Buffers.Binary;

namespace HilRig.Simulator.Models.Schema;

/// <summary>
/// A FlatBuffers file whose every access is preceded by a range check. Google.FlatBuffers 25.2.10 has a Verifier, but
/// it narrows a vtable's position to 16 bits: in any file above 32 KiB it prints an OverflowException to the console,
/// takes present fields for absent and refuses intact models (seen on kws_int8.tflite). So reads are checked here.
/// </summary>
internal sealed class FlatFile(ReadOnlyMemory<byte> bytes)
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public byte UInt8(int position) => Bytes.Span[position];

    public ushort UInt16(int position) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes.Span[position..]);

    public int Int32(int position) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.Span[position..]);

    public uint UInt32(int position) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[position..]);

    public long Int64(int position) => BinaryPrimitives.ReadInt64LittleEndian(Bytes.Span[position..]);

    public float Single(int position) => BinaryPrimitives.ReadSingleLittleEndian(Bytes.Span[position..]);

    /// <summary>Where the offset at <paramref name="position"/> points; not yet known to lie in the file.</summary>
    public long Target(int position) => position + (long)UInt32(position);

    /// <summary>The position as an index once it and the <paramref name="length"/> bytes behind it lie in the file.</summary>
    /// <exception cref="MalformedModelException">They do not.</exception>
    public int Require(long position, long length, string what, string part = "")
    {
        if (position >= 0 && length >= 0 && position + length <= Bytes.Length)
            return (int)position;
        throw new MalformedModelException(
            $"{Named(what, part)} needs {length} bytes at position {position}, but the file has {Bytes.Length} bytes; "
            + "it is truncated or damaged, fetch or export it again");
    }

    public static string Named(string what, string part) => part.Length == 0 ? what : $"{part} of {what}";
}
