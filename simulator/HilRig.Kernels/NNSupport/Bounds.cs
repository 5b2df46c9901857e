namespace HilRig.Kernels.NNSupport;

/// <summary>Window taps against the input's edges.</summary>
internal static class Bounds
{
    /// <summary>True for 0 &lt;= index &lt; size, in one comparison.</summary>
    public static bool Inside(int index, int size) => unchecked((uint)index) < (uint)size;
}
