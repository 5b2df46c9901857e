using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>What holds for every operator besides its outputs: no allocation, and no crash on a damaged model.</summary>
[Category(Shared.Category)]
public sealed class ReferenceOperatorUseTests
{
    private const int DamagedOfEach = 60;
    private const long MostBytesToRun = 1 << 20;

    private static IEnumerable<string> Folders => OperatorCase.All().Select(c => c.Folder).Distinct().DefaultIfEmpty("absent");

    [Test]
    public void Inference_allocates_nothing([ValueSource(nameof(Folders))] string folder)
    {
        foreach (var model in Cases(folder))
        {
            var prepared = PreparedModel.Prepare(model.Graph);
            var (session, input) = (prepared.CreateSession(), model.Bytes("in").AsMemory(0, prepared.InputBytes));
            for (var warmUp = 0; warmUp < 3; warmUp++)
                Infer(session, input);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Infer(session, input);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, model.Name);
        }
    }

    [Test]
    public void A_damaged_model_is_refused_or_runs([ValueSource(nameof(Folders))] string folder)
    {
        var (refused, ran) = (0, 0);
        foreach (var model in Cases(folder))
        {
            var original = model.File;
            for (var seed = 0; seed < DamagedOfEach; seed++)
                _ = Survives(Damage(original, new Random(seed)), $"{model.Name} seed {seed}") ? ran++ : refused++;
        }
        TestContext.Out.WriteLine($"{refused} refused, {ran} ran");
        Assert.That(refused, Is.Positive);
    }

    private static bool Survives(byte[] damaged, string what)
    {
        try
        {
            var graph = ModelReader.Read(damaged, "damaged");
            foreach (var rounding in Enum.GetValues<Rounding>())
                Run(PreparedModel.Prepare(graph, rounding));
            Run(PreparedModel.Prepare(FloatTwin.Of(graph)));
            return true;
        }
        catch (ModelException)
        {
            return false;
        }
        catch (Exception other)
        {
            throw new AssertionException(what, other);
        }
    }

    private static void Run(PreparedModel model)
    {
        if (model.Plan.ArenaBytes > MostBytesToRun || model.Macs > MostBytesToRun)
            return;
        var input = new byte[model.InputBytes];
        new Random(1).NextBytes(input);
        Infer(model.CreateSession(), input);
    }

    private static void Infer(InferenceSession session, ReadOnlyMemory<byte> input)
    {
        session.SetInputs(input.Span);
        session.Run();
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var damaged = original.ToArray();
        for (var flips = 1 << random.Next(4); flips > 0; flips--)
            damaged[random.Next(8, damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static IEnumerable<OperatorCase> Cases(string folder)
    {
        Shared.Need("reference", "ops");
        return OperatorCase.All().Where(c => c.Folder == folder);
    }
}
