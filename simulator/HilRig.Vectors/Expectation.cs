using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors;

/// <summary>What a case must give under given settings.</summary>
/// <param name="IsUndefined">The library's answer depends on memory outside the buffers: the kernel must refuse.</param>
internal sealed record Expectation(int Status, IReadOnlyList<(string Name, VectorTensor Tensor)> Outputs, bool IsUndefined)
{
    /// <summary>Null where nothing was recorded for the settings.</summary>
    public static Expectation? For(VectorCase vector, VectorSettings settings)
    {
        var core = settings.Core;
        if (core is not null && vector.DivergentStatus(core) is { } status)
            return ForDivergence(vector, settings, core, status);
        if (settings.Rounding == Rounding.Single && vector.IsDoubleRoundingOnly)
            return null;
        // The cores were recorded with the default rounding; of the int4 convolutions it is known that MVE rounds differently with the other.
        if (settings is { Path: KernelPath.Mve, Rounding: Rounding.Single } && vector.Status == 0 && IsInt4Convolution(vector))
            return null;
        // What only MVE implements was asked of plain C: how MVE answers such a call was not recorded.
        if (settings.Path == KernelPath.Mve && vector.Status == (int)KernelStatus.NotImplemented)
            return null;
        return new(vector.Status, [.. vector.Outputs(Section(vector, settings))], MayBeRefused(vector, settings));
    }

    /// <summary>The difference between a status and the expected one; null where they agree.</summary>
    public string? OfStatus(int status, string message) => IsUndefined && Outputs.Count == 0
        ? $"status {status} ({message}), but the library's answer is undefined and must be refused"
        : status == Status ? null : $"status {status} ({message}), the library gives {Status}";

    private static Expectation? ForDivergence(VectorCase vector, VectorSettings settings, string core, int status)
    {
        if (vector.IsUndefined(core))
            return new(0, [], true);
        var recorded = settings.Path == KernelPath.Dsp ? "out_dsp" : "out_mve";
        // The cores were recorded with the default rounding only.
        return status == 0 && settings.Rounding == Rounding.Single && !vector.IsLegacy ? null : new(status, [.. vector.Outputs(recorded)], false);
    }

    private static bool IsInt4Convolution(VectorCase vector) =>
        vector.Function.StartsWith("arm_convolve_", StringComparison.Ordinal) && vector.Function.Contains("_s4", StringComparison.Ordinal);

    private static string Section(VectorCase vector, VectorSettings settings)
    {
        var section = settings.Truncates ? "out_trunc" : settings.Rounding == Rounding.Single ? "out_sr" : "out";
        return vector.Has(section) ? section : "out";
    }

    // The recorded answer is one of many: these two read memory behind the narrower input, and int16 convolution
    // on DSP reads behind the filter, which the recorded runs may or may not show.
    private static bool MayBeRefused(VectorCase vector, VectorSettings settings) =>
        (vector.IsQuirk && vector.Function is "arm_maximum_s8" or "arm_minimum_s8")
        || (settings.Path == KernelPath.Dsp && vector.Status == 0 && vector.Function is "arm_convolve_s16" or "arm_convolve_wrapper_s16");
}
