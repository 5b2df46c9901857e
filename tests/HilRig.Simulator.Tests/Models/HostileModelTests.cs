using System.Buffers.Binary;
using System.Diagnostics;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Damaged files: only <see cref="ModelException"/> may come out, soon, and with little memory used.</summary>
public sealed class HostileModelTests
{
    private const int HeaderBytes = 8;
    private const int AllocationPerByte = 64;
    private const int AllocationAllowance = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Test]
    public void The_undamaged_sample_survives() => Assert.That(Survives(SampleModels.Bytes()), Is.True);

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

    [Test]
    public void Replaced_words_of_the_sample_raise_only_model_exceptions() => ReplaceWords(SampleModels.Bytes(), seeds: 20_000);

    [Test, Category("Shared")]
    public void Replaced_words_of_the_keyword_model_raise_only_model_exceptions() => ReplaceWords(Keyword(), seeds: 1000);

    // Offsets, counts and indices are aligned words. Plausible wrong ones get past the first checks that noise fails.
    private static void ReplaceWords(byte[] model, int seeds)
    {
        int survived = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. model];
            for (int words = random.Next(1, 4); words > 0; words--)
                ReplaceWord(damaged.AsSpan(HeaderBytes + (4 * random.Next((model.Length - HeaderBytes) / 4))), random, model.Length);
            survived += Survives(damaged) ? 1 : 0;
        }
        Assert.That(survived, Is.GreaterThan(seeds / 20), "too few got through to say anything about later checks");
    }

    private static void ReplaceWord(Span<byte> at, Random random, int fileBytes) =>
        BinaryPrimitives.WriteInt32LittleEndian(at, random.Next(5) switch
        {
            0 => int.MaxValue,
            1 => int.MinValue,
            2 => random.Next(-100, 100),
            3 => unchecked(BinaryPrimitives.ReadInt32LittleEndian(at) + random.Next(-32, 32)),
            _ => random.Next(fileBytes),
        });

    // Flips anywhere in a file mostly hit weights; its tables lie at its ends, so half of the runs aim there. An intact
    // header lets the damage reach the tables; damaged headers have tests of their own.
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
            model.AsSpan(0, HeaderBytes).CopyTo(damaged);
            survived += Survives(damaged) ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{survived} of {seeds} damaged files still read");
    }

    private static bool Survives(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool survives = Reads(file);
        Assert.That(
            GC.GetAllocatedBytesForCurrentThread() - before,
            Is.LessThan(((long)AllocationPerByte * file.Length) + AllocationAllowance));
        Assert.That(watch.Elapsed, Is.LessThan(Patience));
        return survives;
    }

    private static bool Reads(byte[] file)
    {
        ModelGraph? graph = null;
        if (!Succeeds(() => graph = ModelReader.Read(file, "damaged")))
            return false;
        foreach (OperatorNode node in graph!.Operators)
            ReadOptions(node.Options);
        Succeeds(() => Patch(graph));
        return true;
    }

    // A field read as a type it does not have may be refused; the next one is read all the same.
    private static void ReadOptions(OptionsTable options)
    {
        for (int i = 0; i < 8; i++)
        {
            int field = i;
            Succeeds(() => options.Int32(field));
            Succeeds(() => options.Int64(field));
            Succeeds(() => options.Text(field));
            Succeeds(() => options.Bool(field));
        }
    }

    // Patching relies on what reading has checked; a damaged file that still reads must not lead it astray.
    private static void Patch(ModelGraph graph)
    {
        TensorInfo? tensor = graph.Tensors.FirstOrDefault(tensor => tensor.IsConstant);
        if (tensor is not null)
            ModelPatcher.Apply(
                graph, [new TensorPatch(tensor.Index, tensor.Type, new byte[tensor.Data.Length], SampleModels.Uniform(1, 0))]);
    }

    private static bool Succeeds(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ModelException)
        {
            return false;
        }
    }

    private static byte[] Keyword() => File.ReadAllBytes(SharedFolder.Path("models", "kws_int8.tflite"));
}
