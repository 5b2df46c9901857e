using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Svdf;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.AveragePool2D;

namespace HilRig.Simulator.Operators.Common;

/// <summary>A pool on codes.</summary>
public sealed record PoolArguments(PoolGeometry Geometry, ActivationRange Activation);

/// <summary>ADD on int16 codes.</summary>
public sealed record AddArguments(ElementwiseAddParams Parameters);

/// <summary>SOFTMAX on int16 codes.</summary>
/// <param name="Scale">Input steps to steps of the exponential's table.</param>
public sealed record SoftmaxArguments(int Rows, int RowSize, QuantizedMultiplier Scale);

/// <summary>TRANSPOSE: dimension d of the output is dimension Permutation[d] of the input.</summary>
public sealed record TransposeArguments(int[] Permutation);

/// <summary>TRANSPOSE_CONV on INT16.</summary>
public sealed record TransposeConvArguments(TransposeConvParams Parameters, WideLayer Layer);

/// <summary>SVDF with an INT16 state.</summary>
public sealed record SvdfArguments(SvdfParams Parameters, sbyte[] Feature, short[] Time, int[] Bias);
