namespace HilRig.Kernels.Tensors;

/// <summary>The closed range a float32 output is clamped to.</summary>
public readonly record struct Float32Range(float Min, float Max)
{
    public static readonly Float32Range Unbounded = new(float.NegativeInfinity, float.PositiveInfinity);

    public float Clamp(float value) => MathF.Min(MathF.Max(value, Min), Max);
}
