namespace HilRig.Kernels.Softmax;

/// <summary>The arguments of <c>arm_softmax_s8</c>.</summary>
/// <param name="Multiplier">Q0.31 of beta * input scale * 2^26.</param>
/// <param name="Shift">Its left shift, in [0, 31].</param>
/// <param name="DiffMin">Smallest difference to the row's maximum that still counts, at most 0.</param>
public sealed record SoftmaxParams(int Multiplier, int Shift, int DiffMin);
