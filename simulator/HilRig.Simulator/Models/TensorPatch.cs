namespace HilRig.Simulator.Models;

/// <summary>What a tensor is to become. Name, shape and everything else stay.</summary>
/// <param name="TensorIndex">Index in <see cref="ModelGraph.Tensors"/>.</param>
/// <param name="Type">The new element type.</param>
/// <param name="Data">Little-endian bytes, as many as the shape takes in the new type; empty leaves the tensor without values.</param>
/// <param name="Quantization">The new quantization; null for none.</param>
public sealed record TensorPatch(int TensorIndex, ElementType Type, ReadOnlyMemory<byte> Data, TensorQuantization? Quantization);
