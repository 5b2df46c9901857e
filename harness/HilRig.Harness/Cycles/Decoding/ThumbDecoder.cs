using System.Buffers.Binary;

namespace HilRig.Harness.Cycles.Decoding;

/// <summary>Thumb, Thumb-2, VFP and MVE encodings to classes of instructions (Arm v6-M, v7-M and v8.1-M Architecture Reference Manuals).</summary>
public static class ThumbDecoder
{
    // 0b11101, 0b11110 and 0b11111 begin an instruction of four bytes.
    private const int FirstWide = 0xE800;

    /// <summary>Decodes the first instruction.</summary>
    /// <param name="code">At least its two or four bytes, little-endian halfwords.</param>
    /// <exception cref="ArgumentException">The code ends within the instruction.</exception>
    public static Instruction Decode(ReadOnlySpan<byte> code)
    {
        Require(code, 2);
        int first = BinaryPrimitives.ReadUInt16LittleEndian(code);
        if (first < FirstWide)
            return NarrowDecoder.Decode(first);
        Require(code, 4);
        return WideDecoder.Decode(first, BinaryPrimitives.ReadUInt16LittleEndian(code[2..]));
    }

    /// <summary>Decodes all instructions of a piece of code.</summary>
    /// <exception cref="ArgumentException">The code ends within an instruction.</exception>
    public static IReadOnlyList<Instruction> DecodeAll(ReadOnlySpan<byte> code)
    {
        var instructions = new List<Instruction>();
        while (code.Length > 0)
        {
            instructions.Add(Decode(code));
            code = code[instructions[^1].Bytes..];
        }
        return instructions;
    }

    private static void Require(ReadOnlySpan<byte> code, int bytes)
    {
        if (code.Length < bytes)
            throw new ArgumentException($"an instruction of {bytes} bytes was to be decoded from {code.Length}: give whole instructions", nameof(code));
    }
}
