using HilRig.Kernels.Tensors;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>Where the windows of a pooling operator lie.</summary>
/// <param name="Padding">Left and top.</param>
/// <param name="Filter">1 x height x width x 1.</param>
public sealed record PoolGeometry(Tile Stride, Tile Padding, Dims Input, Dims Filter, Dims Output);
