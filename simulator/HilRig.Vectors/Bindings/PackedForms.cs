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

    /// <summary>The same for kernels of int4 weights, whose packed forms are those of int8: where the library does not read the weights wrongly.</summary>
    public static bool ServeInt4(KernelCall call) => Serve(call) && !call.Case.IsQuirk;
}
