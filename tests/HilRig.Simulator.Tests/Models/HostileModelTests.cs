using System.Diagnostics;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Damaged files: only <see cref="ModelException"/> may come out, soon, and with little memory used.</summary>
public sealed class HostileModelTests
{
    private const int AllocationPerByte = 64;
    private const int AllocationAllowance = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Test]
    public void Every_truncation_of_the_sample_is_refused()
    {
        byte[] model = SampleModels.Bytes();
        for (int length = 0; length < model.Length; length++)
            Assert.That(Survives(model.AsSpan(0, length).ToArray()), Is.False, $"cut to {length} of {model.Length} bytes");
    }

    [Test]
    public void Flipped_bits_of_the_sample_raise_only_model_exceptions() => FlipBits(SampleModels.Bytes(), seeds: 20_000, 1, 50);

    [Test]
    public void Every_byte_of_the_sample_may_take_extreme_values()
    {
        byte[] model = SampleModels.Bytes();
        for (int position = 0; position < model.Length; position++)
            foreach (byte value in (byte[])[0x00, 0x7F, 0x80, 0xFF])
                Survives([.. model[..position], value, .. model[(position + 1)..]]);
    }

    [Test, Category("Shared")]
    public void Truncations_of_the_keyword_model_are_refused()
    {
        byte[] model = Keyword();
        for (int length = 0; length < model.Length; length += 97)
            Assert.That(Survives(model.AsSpan(0, length).ToArray()), Is.False, $"cut to {length} of {model.Length} bytes");
    }

    [Test, Category("Shared")]
    public void A_few_flipped_bits_of_the_keyword_model_raise_only_model_exceptions() => FlipBits(Keyword(), seeds: 1000, 1, 50);

    [Test, Category("Shared")]
    public void Many_flipped_bits_of_the_keyword_model_raise_only_model_exceptions() => FlipBits(Keyword(), seeds: 1000, 10_000, 10_000);

    // Flips anywhere in a file mostly hit weights; its tables lie at its ends, so half of the runs aim there.
    private static void FlipBits(byte[] model, int seeds, int fewest, int most)
    {
        int survived = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. model];
            int reach = seed % 2 == 0 ? model.Length : Math.Min(model.Length, 4096);
            for (int flips = random.Next(fewest, most + 1); flips > 0; flips--)
                damaged[random.Next(8) < 4 ? random.Next(reach) : model.Length - 1 - random.Next(reach)] ^= (byte)(1 << random.Next(8));
            survived += Survives(damaged) ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{survived} of {seeds} damaged files still read");
    }

    private static bool Survives(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool survives = Reads(file);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(((long)AllocationPerByte * file.Length) + AllocationAllowance));
        Assert.That(watch.Elapsed, Is.LessThan(Patience));
        return survives;
    }

    private static bool Reads(byte[] file)
    {
        try
        {
            ModelGraph graph = ModelReader.Read(file, "damaged");
            foreach (OperatorNode node in graph.Operators)
                ReadOptions(node.Options);
            Patch(graph);
            return true;
        }
        catch (ModelException)
        {
            return false;
        }
    }

    private static void ReadOptions(OptionsTable options)
    {
        for (int field = 0; field < 8; field++)
            _ = (options.Int32(field), options.Int64(field), options.UInt8(field), options.Bool(field), options.Single(field));
    }

    // Patching relies on what reading has checked; a damaged file that still reads must not lead it astray.
    private static void Patch(ModelGraph graph)
    {
        TensorInfo? tensor = graph.Tensors.FirstOrDefault(tensor => tensor.IsConstant);
        if (tensor is not null)
            ModelPatcher.Apply(graph, [new TensorPatch(tensor.Index, tensor.Type, new byte[tensor.Data.Length], SampleModels.Uniform(1, 0))]);
    }

    private static byte[] Keyword() => File.ReadAllBytes(SharedFolder.Path("models", "kws_int8.tflite"));
}
