using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;
using HilRig.Simulator.Tests.Execution;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>The committed float models of single operators, quantized: what comes out lies within few steps of the float model.</summary>
public sealed class OperatorQuantizationTests
{
    // Beyond its own rounding an operator's output carries that of its inputs.
    private const double MostMeanSteps = 3;

    // INT8 weights under INT16 activations: a step of a weight is 256 of an activation's.
    private const double MostMeanStepsOfWeights = 60;
    private static readonly BuiltinOperator[] Weighted =
        [BuiltinOperator.Conv2D, BuiltinOperator.DepthwiseConv2D, BuiltinOperator.FullyConnected, BuiltinOperator.TransposeConv];

    // What the quantizer can do, and what of it in INT8 only: the kernels of INT16 are fewer.
    private const string Wide = "ADD AVERAGE_POOL_2D BATCH_MATMUL CONCATENATION CONV_2D DEPTHWISE_CONV_2D EXPAND_DIMS FULLY_CONNECTED GATHER LEAKY_RELU LOGISTIC "
        + "MAXIMUM MAX_POOL_2D MEAN MINIMUM MUL PACK PAD RELU RELU6 RESHAPE RESIZE_NEAREST_NEIGHBOR SLICE SOFTMAX SPLIT SQUEEZE STRIDED_SLICE SUB SUM TANH "
        + "TRANSPOSE TRANSPOSE_CONV UNPACK";

    private const string Narrow = "DEPTH_TO_SPACE ELU HARD_SWISH L2_NORMALIZATION LOG_SOFTMAX MIRROR_PAD PRELU REDUCE_MAX REDUCE_MIN RESIZE_BILINEAR "
        + "SPACE_TO_DEPTH SPLIT_V";

    private static IEnumerable<string> Folders => OperatorCases.Folders;

    [TestCaseSource(nameof(Folders))]
    public void Every_float_model_of(string folder)
    {
        var problems = from model in OperatorCases.Of(folder).Where(IsFloat)
                       from to in new[] { QuantizationTarget.Int8, QuantizationTarget.Int16x8 }
                       select Problem(model, to);
        Assert.That(problems.OfType<string>(), Is.Empty);
    }

    [TestCase(QuantizationTarget.Int8, Wide + " " + Narrow)]
    [TestCase(QuantizationTarget.Int16x8, Wide)]
    [Category(Shared.Category)]
    public void Operators_that_are_quantized(QuantizationTarget to, string expected)
    {
        Shared.Need("reference", "ops");
        var models = OperatorCases.All.Where(c => IsFloat(c) && c.Graph.Operators.Length == 1 && IsQuantized(c, to));
        Assert.That(models.Select(c => c.Graph.Operators[0].Name).Distinct(), Is.EquivalentTo(expected.Split(' ')));
    }

    private static bool IsQuantized(OperatorCase model, QuantizationTarget to)
    {
        try
        {
            PostTrainingQuantizer.Quantize(model.Graph, MemoryMarshal.Cast<byte, float>(model.Inputs).ToArray(), new() { To = to });
            return true;
        }
        catch (UnsupportedModelException refusal) when (refusal.Message.Contains("cannot be quantized", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static bool IsFloat(OperatorCase model) =>
        model.Graph.Inputs.Concat(model.Graph.Outputs).All(t => model.Graph.Tensor(t).Type == ElementType.Float32) && !model.Carries;

    private static string? Problem(OperatorCase model, QuantizationTarget to)
    {
        var samples = MemoryMarshal.Cast<byte, float>(model.Inputs).ToArray();
        try
        {
            var file = PostTrainingQuantizer.Quantize(model.Graph, samples, new() { To = to }).File;
            var steps = Steps(model, ModelReader.Read(file, model.Name));
            var most = to == QuantizationTarget.Int16x8 && model.Graph.Operators.Any(o => Weighted.Contains(o.Code)) ? MostMeanStepsOfWeights : MostMeanSteps;
            return steps <= most ? null : $"{model.Name} to {to}: {steps:0.00} steps on average";
        }
        catch (UnsupportedModelException refusal) when (refusal.Message.Contains("cannot be quantized", StringComparison.Ordinal))
        {
            return null;
        }
        catch (Exception other) when (other is ModelException or InvalidOperationException)
        {
            return $"{model.Name} to {to}: {other.Message}";
        }
    }

    private static double Steps(OperatorCase model, ModelGraph quantized)
    {
        var expected = MemoryMarshal.Cast<byte, float>(BatchRunner.Run(PreparedModel.Prepare(model.Graph), model.Inputs, model.Samples)).ToArray();
        var actual = BatchRunner.Run(PreparedModel.Prepare(quantized), Codes(quantized, model), model.Samples);
        var output = quantized.Tensor(quantized.Outputs[0]);
        long[] codes = output.Type == ElementType.Int16 ? [.. MemoryMarshal.Cast<byte, short>(actual)] : [.. MemoryMarshal.Cast<byte, sbyte>(actual)];
        var scale = output.Quantization!;
        return codes.Zip(expected, (q, real) => Math.Abs(q - scale.ZeroPoint() - real / scale.Scale())).Average();
    }

    private static byte[] Codes(ModelGraph quantized, OperatorCase model)
    {
        var (codes, at) = (new List<byte>(), 0);
        var reals = MemoryMarshal.Cast<byte, float>(model.Inputs).ToArray();
        for (var sample = 0; sample < model.Samples; sample++)
            foreach (var input in quantized.Inputs.Select(quantized.Tensor))
                for (var i = 0; i < input.ElementCount; i++)
                    codes.AddRange(FloatNet.Code(input, reals[at++]));
        return [.. codes];
    }
}
