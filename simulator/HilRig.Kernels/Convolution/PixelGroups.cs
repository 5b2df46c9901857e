using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Convolution;

/// <summary>
/// MVE's int4 products take pixels four by four. Two or three that are left at the end of a run share a predicated requantization, a single
/// one does not.
/// </summary>
/// <param name="Run">Pixels handed to one product; 0 for kernels without predicates.</param>
internal readonly record struct PixelGroups(int Run)
{
    /// <summary>The groups of an int4 kernel; none on other cores.</summary>
    public static PixelGroups Of(KernelContext context, int run) => new(context.Path == KernelPath.Mve ? run : 0);

    /// <summary>True where the pixel, counted from the first run's first, is requantized under a predicate.</summary>
    public bool IsPredicated(int pixel) => Run % 4 >= 2 && pixel % Run >= Run - Run % 4;
}
