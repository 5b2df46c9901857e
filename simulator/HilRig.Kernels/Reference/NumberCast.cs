namespace HilRig.Kernels.Reference;

/// <summary>C's conversions of numbers, as Arm's compilers and cores do them. TensorFlow Lite Micro: cast.cc.</summary>
public static class NumberCast
{
    /// <summary>
    /// To INT32 and, by their low bits, to the narrower types: toward zero; what no int32 holds is saturated, not-a-number gives 0.
    /// The C leaves both undefined, Arm's VCVT does this.
    /// </summary>
    public static long ToInt32(float value) => unchecked((int)value);

    /// <summary>To UINT32: toward zero, saturated.</summary>
    public static long ToUInt32(float value) => unchecked((uint)value);
}
