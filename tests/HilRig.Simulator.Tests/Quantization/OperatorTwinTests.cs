using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Tests.Execution;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>
/// Every quantized operator's float twin runs and means the same: clamped to what the output can hold, it lies on average within
/// a few steps of the quantized output. The models' scales are random, so single elements may lie further off.
/// </summary>
public sealed class OperatorTwinTests
{
    private const double MostMeanSteps = 3;

    // ZEROS_LIKE and SPACE_TO_BATCH_ND's pads write code 0, which is not the real 0 they mean; SVDF applies its fused RELU only in float; int8 ADD_N and CUMSUM of
    // TensorFlow Lite Micro are off by a constant; in chains what one operator saturates the next one's twin does not.
    private static readonly string[] OnlyRun =
        ["zeros_like/zeros_like_01", "zeros_like/zeros_like_05", "space_to_batch_nd/space_to_batch_nd_01", "svdf/svdf_04", "add_n/", "cumsum/",
         "chain/"];

    private static IEnumerable<string> Folders => OperatorCases.Folders;

    [TestCaseSource(nameof(Folders))]
    public void Twin_of_every_quantized_model_of(string folder)
    {
        var cases = OperatorCases.Of(folder).Where(c => FloatTwin.IsQuantized(c.Graph));
        Assert.That(cases.Select(Problem).OfType<string>(), Is.Empty);
    }

    private static string? Problem(OperatorCase model)
    {
        var output = model.Graph.Tensor(model.Graph.Outputs[0]);
        var steps = Steps(model);
        if (!FloatTwin.BecomesFloat(output) || OnlyRun.Any(model.Name.StartsWith))
            return null;
        return steps.Average() <= MostMeanSteps ? null : $"{model.Name}: {steps.Average():0.00} steps on average, at most {steps.Max():0.0}";
    }

    /// <summary>How far each element of the clamped twin lies from the quantized model, in steps of output 0.</summary>
    private static double[] Steps(OperatorCase model)
    {
        var (quantized, twin) = (PreparedModel.Prepare(model.Graph), PreparedModel.Prepare(FloatTwin.Of(model.Graph)));
        var codes = BatchRunner.Run(quantized, model.Inputs, model.Samples, stateful: model.Carries);
        var reals = BatchRunner.Run(
            twin, Real(model.Graph, model.Graph.Inputs, model.Inputs), model.Samples, stateful: model.Carries);
        var output = model.Graph.Tensor(model.Graph.Outputs[0]);
        var expected = Real(model.Graph, model.Graph.Outputs, codes);
        return [.. Floats(reals).Zip(Floats(expected), (a, b) => Math.Abs(Clamped(output, a) - Clamped(output, b)))];
    }

    private static float[] Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    private static double Clamped(TensorInfo output, float real)
    {
        var (low, high) = output.Type switch
        {
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            _ => (int.MinValue, (double)int.MaxValue),
        };
        return output.Quantization is { } q ? Math.Clamp(real / (double)q.Scale() + q.ZeroPoint(), low, high) : real;
    }

    private static byte[] Real(ModelGraph graph, IEnumerable<int> tensors, byte[] codes)
    {
        var real = new List<byte>();
        for (var at = 0; at < codes.Length;)
        {
            foreach (var info in tensors.Select(graph.Tensor))
            {
                var bytes = codes.AsSpan(at, (int)info.ByteCount);
                at += bytes.Length;
                real.AddRange(FloatTwin.BecomesFloat(info) ? MemoryMarshal.AsBytes(Dequantized(info, bytes).AsSpan()) : bytes);
            }
        }
        return [.. real];
    }

    private static float[] Dequantized(TensorInfo info, Span<byte> bytes)
    {
        long[] codes = info.Type switch
        {
            ElementType.Int8 => [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray()],
            ElementType.UInt8 => [.. bytes.ToArray()],
            ElementType.Int16 => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray()],
            _ => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray()],
        };
        return [.. codes.Select(c => (float)((c - info.Quantization!.ZeroPoint()) * (double)info.Quantization.Scale()))];
    }
}
