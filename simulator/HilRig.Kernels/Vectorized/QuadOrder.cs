using System.Runtime.Intrinsics;

namespace HilRig.Kernels.Vectorized;

/// <summary>int8 plus an offset to int16 in the order x0 x2 x1 x3 of every four.</summary>
internal static unsafe class QuadOrder
{
    /// <summary>Writes whole vectors of zeros behind the last element, up to a multiple of <see cref="PaddedInput.Slack"/>.</summary>
    public static void Widen(sbyte* source, int count, short offset, short* target)
    {
        unchecked
        {
            var order = Vector128.Create((byte)0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15).AsSByte();
            var offsets = Vector128.Create(offset);
            var i = 0;
            for (; i + 16 <= count; i += 16)
            {
                var values = Vector128.Shuffle(Vector128.Load(source + i), order);
                (Vector128.WidenLower(values) + offsets).Store(target + i);
                (Vector128.WidenUpper(values) + offsets).Store(target + i + 8);
            }
            new Span<short>(target + i, PaddedInput.Slack).Clear();
            for (; i < count; i++)
                target[i / 4 * 4 + (i % 4 is 1 or 2 ? 3 - i % 4 : i % 4)] = (short)(source[i] + offset);
        }
    }
}
