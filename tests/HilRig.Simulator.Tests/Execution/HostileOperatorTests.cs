using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Damaged models of every operator: preparing, running on any values and the float twin end in a result or a ModelException.</summary>
public sealed class HostileOperatorTests
{
    private const string Refused = "refused";
    private const string Ran = "ran";
    private const int Mutations = 100;
    private const long MostStepsToRun = 2_000_000;

    private static IEnumerable<string> Folders => OperatorCases.Folders;

    [TestCaseSource(nameof(Folders))]
    public void Damaged_models_of(string folder)
    {
        var outcomes = OperatorCases.Of(folder).SelectMany(Outcomes).ToArray();
        var crashes = outcomes.Where(o => o is not (Refused or Ran)).ToArray();
        Assert.That(crashes, Is.Empty, crashes.FirstOrDefault());
        Assert.That(outcomes, Does.Contain(Refused));
        Assert.That(outcomes, Does.Contain(Ran));
    }

    private static IEnumerable<string> Outcomes(OperatorCase model)
    {
        var (bytes, graph, inputs) = (model.Model, model.Graph, model.Inputs);
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var seed = mutation;
            yield return Outcome(model, seed, inputs, () => seed % 4 == 0
                ? ModelReader.Read(Damage(bytes, seed), "damaged")
                : new GraphDamage(seed).Apply(graph));
        }
    }

    private static string Outcome(OperatorCase model, int seed, byte[] inputs, Func<ModelGraph> damaged)
    {
        try
        {
            Use(damaged(), inputs, seed);
            return Ran;
        }
        catch (ModelException)
        {
            return Refused;
        }
        catch (Exception other)
        {
            return $"{model.Name} seed {seed}: {other}";
        }
    }

    private static void Use(ModelGraph graph, byte[] inputs, int seed)
    {
        Run(PreparedModel.Prepare(graph, (Rounding)(seed % 2), seed % 3 == 0 ? VectorWidth.Scalar : VectorWidths.Best), inputs, seed);
        Run(PreparedModel.Prepare(FloatTwin.Of(graph)), inputs, seed);
    }

    // The model's own values, which indices among them need, and random ones where those run out or every other time.
    private static void Run(PreparedModel model, byte[] inputs, int seed)
    {
        if (model.Steps > MostStepsToRun || model.Plan.ArenaBytes > MostStepsToRun)
            return;
        var (session, input) = (model.CreateSession(), new byte[model.InputBytes]);
        new Random(seed).NextBytes(input);
        if (seed % 2 == 0)
            inputs.AsSpan(0, Math.Min(inputs.Length, input.Length)).CopyTo(input);
        session.SetInputs(input);
        session.Run();
        session.GetOutputs(new byte[model.OutputBytes]);
    }

    // A byte of the model anywhere, or one bit of it, so that shapes, scales, options and types all get their share.
    private static byte[] Damage(byte[] original, int seed)
    {
        var (damaged, random) = (original.ToArray(), new Random(seed));
        for (var flip = random.Next(1, 4); flip > 0; flip--)
        {
            var at = random.Next(8, damaged.Length);
            damaged[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(damaged[at] ^ (1 << random.Next(8)));
        }
        return damaged;
    }
}
