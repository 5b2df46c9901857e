using HilRig.Simulator.Models;

namespace HilRig.Harness.Images;

/// <summary>A tensor record of IMAGE.md: an activation in the arena.</summary>
/// <param name="Rank">Dimensions in the file.</param>
/// <param name="FileIndex">Index in the file.</param>
/// <param name="Dims">n, h, w, c.</param>
/// <param name="Offset">In the arena, a multiple of 16.</param>
/// <param name="Bytes">Product of the dims times the element's size.</param>
/// <param name="Fill">What a variable tensor's bytes are filled with before a run that is no part of a stream; null for others.</param>
internal sealed record ImageTensor(ElementType Type, int Rank, int FileIndex, int[] Dims, int Offset, int Bytes, byte? Fill = null);

/// <summary>An operator record of IMAGE.md.</summary>
/// <param name="Type">What it computes in.</param>
/// <param name="FileIndex">Index in the file.</param>
/// <param name="Input0">Index of a tensor record.</param>
/// <param name="Input1">The same; null for none.</param>
/// <param name="Input2">The same; null for none.</param>
/// <param name="Output">The same.</param>
internal sealed record ImageOperator(
    BuiltinOperator Code, ElementType Type, int FileIndex, int Input0, int? Input1, int? Input2, int Output, OperatorSections Sections);
