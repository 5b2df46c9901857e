using HilRig.Kernels.Activation;
using HilRig.Kernels.Legacy;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Softmax;

namespace HilRig.Simulator.Operators.Legacy;

/// <summary>Operators without weights through the legacy functions.</summary>
internal static class LegacyData
{
    private delegate void Kernel(KernelContext context, LegacyPoolParams parameters, Span<sbyte> input, Span<sbyte> output);

    public static Action<InferenceSession> Add(LegacyFormats formats, AddInt8 o)
    {
        formats.RequireSameFormat();
        var rectifies = formats.Rectifies(o.Parameters.Activation);
        return session =>
        {
            var output = session.Int8(o.Node.Outputs[0]);
            AddQ7.Run(session.Int8(o.Node.Inputs[0]), session.Int8(o.Node.Inputs[1]), output);
            if (rectifies)
                ReluQ7.Run(output);
        };
    }

    public static Action<InferenceSession> Relu(LegacyFormats formats)
    {
        formats.RequireSameFormat();
        var node = formats.Node;
        return session =>
        {
            session.Int8(node.Inputs[0]).CopyTo(session.Int8(node.Outputs[0]));
            ReluQ7.Run(session.Int8(node.Outputs[0]));
        };
    }

    public static Action<InferenceSession> Average(LegacyFormats formats, PoolGeometry geometry, ActivationRange activation) =>
        Pool(formats, geometry, activation, PoolQ7Hwc.Average);

    public static Action<InferenceSession> Max(LegacyFormats formats, PoolGeometry geometry, ActivationRange activation) =>
        Pool(formats, geometry, activation, PoolQ7Hwc.Max);

    // The function gives shares of 1 in 2^-7, the file's output counts 2^-8 from -128: a code is twice the q7 value less 128, exactly.
    public static Action<InferenceSession> Softmax(LegacyFormats formats, SoftmaxInt8 o)
    {
        _ = formats.InputBits;
        return session =>
        {
            var output = session.Int8(o.Node.Outputs[0]);
            LegacySoftmax.WithBatchQ7(session.Int8(o.Node.Inputs[0]), o.Rows, o.RowSize, output);
            foreach (ref var share in output)
                share = (sbyte)(2 * share + sbyte.MinValue);
        };
    }

    private static Action<InferenceSession> Pool(LegacyFormats formats, PoolGeometry g, ActivationRange activation, Kernel kernel)
    {
        formats.RequireSameFormat();
        var isSquare = g.Input.W == g.Input.H && g.Filter.W == g.Filter.H && g.Stride.W == g.Stride.H && g.Padding.W == g.Padding.H && g.Output.W == g.Output.H;
        if (!isSquare || g.Input.N != 1)
            throw formats.Refused(
                $"input {g.Input.H} x {g.Input.W}, window {g.Filter.H} x {g.Filter.W}, stride {g.Stride.H} x {g.Stride.W}, batch {g.Input.N}; "
                + "its poolings are square, of one image");
        var (node, rectifies) = (formats.Node, formats.Rectifies(activation));
        var parameters = new LegacyPoolParams(g.Input.H, g.Input.C, g.Filter.H, g.Padding.H, g.Stride.H, g.Output.H);
        return session =>
        {
            var output = session.Int8(node.Outputs[0]);
            kernel(session.Kernel, parameters, session.Int8(node.Inputs[0]), output);
            if (rectifies)
                ReluQ7.Run(output);
        };
    }
}
