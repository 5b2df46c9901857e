namespace HilRig.Kernels.Tensors;

/// <summary><c>cmsis_nn_activation</c>: the closed range an output is clamped to, in output steps.</summary>
public readonly record struct ActivationRange(int Min, int Max)
{
    /// <summary>First up to the minimum, then down to the maximum, so that a reversed range gives the maximum, as the C does.</summary>
    public int Clamp(int value) => Math.Min(Math.Max(value, Min), Max);
}
