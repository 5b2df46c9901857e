using System.Collections.Frozen;

namespace HilRig.Harness.Vectors;

/// <summary>What firmware/lib/hil_cmsis_nn calls of a linked CMSIS-NN.</summary>
internal static class LibraryFunctions
{
    public static FrozenSet<string> Called { get; } = new[]
    {
        "arm_convolve_wrapper_s8", "arm_depthwise_conv_wrapper_s8", "arm_transpose_conv_wrapper_s8", "arm_fully_connected_wrapper_s8",
        "arm_convolve_wrapper_s16", "arm_depthwise_conv_wrapper_s16", "arm_fully_connected_s16", "arm_svdf_state_s16_s8", "arm_avgpool_s8",
        "arm_avgpool_s16", "arm_max_pool_s8", "arm_max_pool_s16", "arm_softmax_s8", "arm_softmax_s16", "arm_elementwise_add_s8",
        "arm_elementwise_add_s16", "arm_transpose_s8",
    }.ToFrozenSet();
}
