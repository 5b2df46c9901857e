namespace HilRig.Kernels.NNSupport;

/// <summary>Sizes in whole registers.</summary>
internal static class Align
{
    /// <summary>The next multiple of <paramref name="step"/>.</summary>
    public static int Up(int size, int step) => (size + step - 1) / step * step;
}
