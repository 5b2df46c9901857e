using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.AveragePool2D;

/// <summary>AVERAGE_POOL_2D on INT8 by <see cref="AvgpoolS8"/>.</summary>
public sealed class AveragePool2DInt8(OperatorNode node, PoolGeometry geometry, ActivationRange activation, VectorWidth width)
    : PreparedOperator(node)
{
    private readonly PoolParams _parameters = new(geometry.Stride, geometry.Padding, activation);

    public PoolGeometry Geometry { get; } = geometry;

    public ActivationRange Activation => _parameters.Activation;

    public override long Steps => Geometry.Taps;

    public override void Invoke(InferenceSession session)
    {
        var input = session.Int8(Node.Inputs[0]);
        var output = session.Int8(Node.Outputs[0]);
        if (width == VectorWidth.Scalar)
            AvgpoolS8.Run(session.Kernel, _parameters, Geometry.Input, input, Geometry.Filter, Geometry.Output, output);
        else
            VectorAvgpoolS8.Run(_parameters, Geometry.Input, input, Geometry.Filter, Geometry.Output, output);
    }
}
