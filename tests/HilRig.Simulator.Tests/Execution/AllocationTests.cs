using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>An inference allocates nothing.</summary>
public sealed class AllocationTests
{
    private static ModelGraph Graph => ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));

    [Test]
    public void Int8_inference_allocates_nothing([Values] Rounding rounding, [Values] VectorWidth width)
    {
        if (!VectorWidths.IsSupported(width))
            Assert.Ignore($"this machine has no {width} vectors");
        RequireNone(PreparedModel.Prepare(Graph, rounding, width));
    }

    [Test]
    public void Float_inference_allocates_nothing() => RequireNone(PreparedModel.Prepare(FloatTwin.Of(Graph)));

    private static void RequireNone(PreparedModel model)
    {
        var (session, input, output) = (model.CreateSession(), new byte[model.InputBytes], new byte[model.OutputBytes]);
        for (var warmUp = 0; warmUp < 3; warmUp++)
            Infer(session, input, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 5; run++)
            Infer(session, input, output);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Infer(InferenceSession session, byte[] input, byte[] output)
    {
        session.SetInputs(input);
        session.Run();
        session.GetOutputs(output);
    }
}
