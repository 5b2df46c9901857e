using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Damaged models that still read: preparing, running, narrowing and the float twin end in a result or a ModelException.</summary>
public sealed class HostileModelRunTests
{
    private const long MostMacsToRun = 20_000_000;

    [TestCase(1, 1500)]
    [TestCase(4, 1500)]
    [TestCase(30, 500)]
    [TestCase(10_000, 200)]
    public void A_damaged_model_is_refused_or_runs(int flips, int mutations)
    {
        var original = File.ReadAllBytes(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var (refused, ran) = (0, 0);
        for (var seed = 0; seed < mutations; seed++)
        {
            var damaged = Damage(original, flips, seed);
            try
            {
                Use(ModelReader.Read(damaged, "damaged"));
                ran++;
            }
            catch (ModelException)
            {
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}, {flips} flips: {other}");
            }
        }
        TestContext.Out.WriteLine($"{flips} flips: {refused} refused, {ran} ran");
        Assert.That(refused, Is.Positive);
    }

    private static void Use(ModelGraph graph)
    {
        foreach (var rounding in Enum.GetValues<Rounding>())
            foreach (var width in new[] { VectorWidth.Scalar, VectorWidths.Best })
                Run(PreparedModel.Prepare(graph, rounding, width));
        ModelReader.Read(BiasNarrower.Apply(graph, BiasSpec.Parse("int8:layer-scale")), "narrow");
        Run(PreparedModel.Prepare(FloatTwin.Of(graph)));
    }

    private static void Run(PreparedModel model)
    {
        if (model.Macs > MostMacsToRun)
            return;
        var session = model.CreateSession();
        session.SetInputs(new byte[model.InputBytes]);
        session.Run();
        session.GetOutputs(new byte[model.OutputBytes]);
    }

    private static byte[] Damage(byte[] original, int flips, int seed)
    {
        var (damaged, random) = (original.ToArray(), new Random(seed));
        for (var flip = 0; flip < flips; flip++)
            damaged[random.Next(8, damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }
}
