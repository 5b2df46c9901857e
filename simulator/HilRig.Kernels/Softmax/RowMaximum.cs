using System.Numerics;

namespace HilRig.Kernels.Softmax;

/// <summary>The largest logit of a row.</summary>
internal static class RowMaximum
{
    public static int Of<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryInteger<T>
    {
        var max = row[0];
        foreach (var x in row)
            max = T.Max(max, x);
        return int.CreateTruncating(max);
    }
}
