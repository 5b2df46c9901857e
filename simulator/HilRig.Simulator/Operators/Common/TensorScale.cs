namespace HilRig.Simulator.Operators.Common;

/// <summary>Per-tensor quantization: real = Scale * (q - ZeroPoint). Scale is positive, the zero point lies in the type's range.</summary>
public readonly record struct TensorScale(float Scale, int ZeroPoint);
