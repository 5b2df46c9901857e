namespace HilRig.Harness.Images;

/// <summary>A prepared operator as the image takes it.</summary>
/// <param name="Inputs">Graph indices of the tensors it reads or remembers in the arena, one to three.</param>
internal sealed record EncodedOperator(OperatorSections Sections, params int[] Inputs);
