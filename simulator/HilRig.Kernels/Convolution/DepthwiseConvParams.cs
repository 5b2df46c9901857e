namespace HilRig.Kernels.Convolution;

/// <summary><c>cmsis_nn_dw_conv_params</c>: <see cref="ConvParams"/> and the channel multiplier.</summary>
/// <param name="ChannelMultiplier">Output channels per input channel, at least 1: output channel o reads input channel o / multiplier.</param>
public sealed record DepthwiseConvParams(ConvParams Conv, int ChannelMultiplier);
