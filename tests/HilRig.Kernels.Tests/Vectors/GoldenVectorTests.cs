using HilRig.Kernels.BasicMath;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.FullyConnected;
using HilRig.Kernels.Pooling;
using HilRig.Kernels.Softmax;
using HilRig.Kernels.Vectorized;
using HilRig.TestKit.Vectors;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>Every kernel of the main job against the real library's outputs, both roundings, every width this machine has.</summary>
[TestFixtureSource(nameof(Runs))]
public sealed class GoldenVectorTests(Rounding rounding, VectorWidth width)
{
    private static IEnumerable<object[]> Runs =>
        from rounding in Enum.GetValues<Rounding>()
        from width in Enum.GetValues<VectorWidth>()
        where VectorWidths.IsSupported(width)
        select new object[] { rounding, width };

    [TestCase("arm_convolve_s8")]
    [TestCase("arm_convolve_wrapper_s8")]
    [TestCase("arm_convolve_1x1_s8")]
    [TestCase("arm_convolve_1x1_s8_fast")]
    [TestCase("arm_convolve_1_x_n_s8")]
    public void Convolution(string function) => RunAll(function, vector =>
    {
        var (parameters, quantization) = (vector.Conv(), vector.Quantization());
        var (input, filter, output) = (vector.DimsOf("input"), vector.DimsOf("filter"), vector.DimsOf("output"));
        var (x, w) = (vector.Input("input")!.As<sbyte>(), vector.Input("filter")!.As<sbyte>());
        var y = new sbyte[output.Count];
        if (width == VectorWidth.Scalar)
        {
            ConvolveS8.Run(new(rounding), parameters, quantization, input, x, filter, w, vector.Bias(), output, y);
            return y;
        }
        var packed = new PackedConvolveS8(parameters, quantization, input, filter, w, vector.Bias(), output, rounding, width);
        packed.Run(x, y, new short[packed.ScratchElements]);
        return y;
    });

    [TestCase("arm_depthwise_conv_s8")]
    [TestCase("arm_depthwise_conv_s8_opt")]
    [TestCase("arm_depthwise_conv_3x3_s8")]
    [TestCase("arm_depthwise_conv_wrapper_s8")]
    public void DepthwiseConvolution(string function) => RunAll(function, vector =>
    {
        var (input, filter, output) = (vector.DimsOf("input"), vector.DimsOf("filter"), vector.DimsOf("output"));
        var (parameters, quantization) = (new DepthwiseConvParams(vector.Conv(), output.C / input.C), vector.Quantization());
        var (x, w) = (vector.Input("input")!.As<sbyte>(), vector.Input("filter")!.As<sbyte>());
        var y = new sbyte[output.Count];
        if (width == VectorWidth.Scalar)
        {
            DepthwiseConvS8.Run(new(rounding), parameters, quantization, input, x, filter, w, vector.Bias(), output, y);
            return y;
        }
        var packed = new PackedDepthwiseConvS8(parameters, quantization, input, filter, w, vector.Bias(), output, rounding, width);
        packed.Run(x, y, new short[packed.ScratchElements]);
        return y;
    });

    [TestCase("arm_fully_connected_s8")]
    [TestCase("arm_fully_connected_per_channel_s8")]
    [TestCase("arm_fully_connected_wrapper_s8")]
    public void FullyConnected(string function) => RunAll(function, vector =>
    {
        var parameters = new FullyConnectedParams(
            vector.Params.Int("input_offset"), vector.Params.Int("filter_offset"), vector.Params.Int("output_offset"),
            vector.Params.Activation());
        var (batches, depth, outputs) = (vector.DimsOf("input").N, vector.DimsOf("filter").N, vector.DimsOf("output").C);
        var (x, w) = (vector.Input("input")!.As<sbyte>(), vector.Input("filter")!.As<sbyte>());
        var y = new sbyte[batches * outputs];
        if (width == VectorWidth.Scalar)
        {
            FullyConnectedS8.Run(new(rounding), parameters, vector.Quantization(), batches, depth, x, w, vector.Bias(), outputs, y);
            return y;
        }
        var packed = new PackedFullyConnectedS8(
            parameters, vector.Quantization(), batches, depth, w, vector.Bias(), outputs, rounding, width);
        packed.Run(x, y, new short[packed.ScratchElements]);
        return y;
    });

    [Test]
    public void AveragePool() => RunAll("arm_avgpool_s8", vector =>
    {
        var parameters = new PoolParams(vector.Params.Tile("stride"), vector.Params.Tile("padding"), vector.Params.Activation());
        var output = vector.DimsOf("output");
        var y = new sbyte[output.Count];
        AvgpoolS8.Run(new(rounding), parameters, vector.DimsOf("input"), vector.Input("input")!.As<sbyte>(), vector.DimsOf("filter"), output, y);
        return y;
    });

    [Test]
    public void ElementwiseAdd() => RunAll("arm_elementwise_add_s8", vector =>
    {
        var (p, q) = (vector.Params, vector.Quant);
        var parameters = new ElementwiseAddParams(
            p.Int("input_1_offset"), new(q.Int("input_1_mult"), q.Int("input_1_shift")), p.Int("input_2_offset"),
            new(q.Int("input_2_mult"), q.Int("input_2_shift")), p.Int("left_shift"), p.Int("out_offset"),
            new(q.Int("out_mult"), q.Int("out_shift")), p.Activation());
        var y = new sbyte[p.Int("block_size")];
        var (x1, x2) = (vector.Input("input_1")!.As<sbyte>(), vector.Input("input_2")!.As<sbyte>());
        if (width == VectorWidth.Scalar)
            ElementwiseAddS8.Run(new(rounding), parameters, x1, x2, y);
        else
            new PackedElementwiseAddS8(parameters, rounding, width).Run(x1, x2, y);
        return y;
    });

    [Test]
    public void Softmax() => RunAll("arm_softmax_s8", vector =>
    {
        var parameters = new SoftmaxParams(vector.Quant.Int("multiplier"), vector.Quant.Int("shift"), vector.Params.Int("diff_min"));
        var (rows, rowSize) = (vector.Params.Int("num_rows"), vector.Params.Int("row_size"));
        var y = new sbyte[rows * rowSize];
        SoftmaxS8.Run(new(rounding), parameters, rows, rowSize, vector.Input("input")!.As<sbyte>(), y);
        return y;
    });

    private void RunAll(string function, Func<GoldenVector, sbyte[]> kernel)
    {
        var count = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var vector in VectorFiles.Of(function, rounding).SelectMany(GoldenVector.ReadFile))
            {
                Assert.That(kernel(vector), Is.EqualTo(vector.Expected("output", rounding == Rounding.Single).As<sbyte>()), vector.Id);
                count++;
            }
        }
        Assert.That(count, Is.Positive, $"no golden vectors of {function}");
        TestContext.Out.WriteLine($"{function}: {count} vectors");
    }
}
