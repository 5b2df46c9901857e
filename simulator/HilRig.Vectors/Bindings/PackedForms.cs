using HilRig.Kernels.NNSupport;

namespace HilRig.Vectors.Bindings;

/// <summary>When a packed kernel stands in for the definition.</summary>
internal static class PackedForms
{
    /// <summary>
    /// Packed kernels hold the one result on which the paths agree, for arguments that were checked. What MVE makes of some layers, and errors,
    /// are the definition's business.
    /// </summary>
    public static bool Serve(KernelCall call) => call.WantsVector && call.Settings.Path != KernelPath.Mve && call.Case.Kind != "error";
}
