namespace HilRig.Simulator.Operators.StridedSlice;

/// <summary>The elements of one dimension that STRIDED_SLICE takes: Begin, Begin + Step, ... while they are before End.</summary>
internal readonly record struct SliceRange(int Begin, int End, int Step)
{
    /// <summary>Elements taken.</summary>
    public int Count
    {
        get
        {
            var (distance, step) = (Step > 0 ? (long)End - Begin : (long)Begin - End, Math.Abs((long)Step));
            return (int)Math.Max(0, (distance + step - 1) / step);
        }
    }

    /// <summary>A range as TFLite resolves it as TensorFlow Lite Micro prepares it: open ends, negative indices, then clamped to the dimension.</summary>
    /// <param name="begin">Null where the mask opens the beginning.</param>
    /// <param name="end">Null where the mask opens the end.</param>
    /// <param name="step">Not 0.</param>
    public static SliceRange Of(int? begin, int? end, int step, int size) => step > 0
        ? new(Clamp(begin ?? 0, 0, size, size), Clamp(end ?? size, 0, size, size), step)
        : new(Clamp(begin ?? size - 1, -1, size - 1, size), end is null ? -1 : Clamp(end.Value, -1, size - 1, size), step);

    private static int Clamp(long index, int low, int high, int size) =>
        (int)Math.Clamp(index < 0 ? index + size : index, low, high);
}
