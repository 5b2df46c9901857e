namespace HilRig.Harness.Runs;

/// <summary>Who rounds how, in words.</summary>
internal static class RoundingFamily
{
    /// <param name="rounding"><c>double</c> or <c>single</c>.</param>
    public static string Of(string rounding) => rounding == "single"
        ? "single rounding (X-CUBE-AI, XNNPACK, CMSIS_NN_USE_SINGLE_ROUNDING)"
        : "double rounding (CMSIS-NN's default, TensorFlow Lite Micro)";
}
