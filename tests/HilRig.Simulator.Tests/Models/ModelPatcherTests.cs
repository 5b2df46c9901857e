using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>What patches change, and that they change nothing else.</summary>
public sealed class ModelPatcherTests
{
    private static readonly TensorPatch Narrow = new(
        SampleModels.Bias, ElementType.Int8, new byte[] { 1, 2, 253 }, SampleModels.PerChannel(0.1f, 0.2f, 0.3f));

    [Test]
    public void A_bias_becomes_int8_and_nothing_else_changes() => AssertPatched(SampleModels.Graph(), Narrow);

    [Test]
    public void The_old_bytes_stay_but_for_three_fields()
    {
        byte[] before = SampleModels.Bytes();
        byte[] after = ModelPatcher.Apply(SampleModels.Graph(), [Narrow]);
        Assert.That(ChangedPositions(before, after), Has.Count.InRange(3, 1 + 4 + 4), "type, buffer's offset, quantization's offset");
    }

    [Test]
    public void New_data_is_sixteen_aligned()
    {
        foreach (TensorInfo tensor in Apply(SampleModels.Graph(), Narrow).Tensors.Where(tensor => tensor.IsConstant))
            Assert.That(ModelWriterTests.PositionOf(tensor) % 16, Is.Zero, tensor.ToString());
    }

    [Test]
    public void A_patched_file_can_be_patched_again()
    {
        ModelGraph graph = Apply(SampleModels.Graph(), Narrow);
        AssertPatched(graph, Narrow with { Data = new byte[] { 7, 8, 9 } });
        ReadOnlyMemory<byte> wide = SampleModels.Graph().Tensors[SampleModels.Bias].Data;
        var back = new TensorPatch(SampleModels.Bias, ElementType.Int32, wide, SampleModels.PerChannel(1, 2, 3));
        AssertPatched(graph, back);
    }

    [Test]
    public void A_patch_that_changes_nothing_gives_the_same_file()
    {
        TensorInfo bias = SampleModels.Graph().Tensors[SampleModels.Bias];
        var same = new TensorPatch(bias.Index, bias.Type, bias.Data, bias.Quantization);
        Assert.That(ModelPatcher.Apply(SampleModels.Graph(), [same]), Is.EqualTo(SampleModels.Bytes()));
        Assert.That(ModelPatcher.Apply(SampleModels.Graph(), []), Is.EqualTo(SampleModels.Bytes()));
    }

    [Test]
    public void Quantization_and_data_can_be_taken_away()
    {
        AssertPatched(SampleModels.Graph(), Narrow with { Quantization = null });
        AssertPatched(SampleModels.Graph(), Narrow with { Data = default });
    }

    [Test]
    public void Several_tensors_change_at_once()
    {
        var weights = new TensorPatch(1, ElementType.Int4, new byte[] { 1, 2, 3, 4, 5, 6 }, SampleModels.Uniform(2f, 0));
        AssertPatched(SampleModels.Graph(), Narrow, weights);
    }

    [Test]
    public void Wrong_patches_are_refused_by_name()
    {
        Refused(Narrow with { TensorIndex = 6 }, "0 to 5");
        Refused(Narrow with { Data = new byte[] { 1 } }, "1 bytes of data");
        Refused(Narrow with { Quantization = SampleModels.PerChannel(1, 1) }, "2 scales");
        Assert.That(() => Apply(SampleModels.Graph(), Narrow, Narrow), Throws.ArgumentException.With.Message.Contains("two patches"));
        Assert.That(
            () => Apply(SampleModels.Graph() with { FileBytes = default }, Narrow),
            Throws.ArgumentException.With.Message.Contains("ModelWriter"));
    }

    [Test, Category("Shared")]
    [TestCase("kws_int8")]
    [TestCase("ic_resnet8_int8")]
    [TestCase("ad01_int8")]
    [TestCase("vww_96_int8")]
    [TestCase("person_detect")]
    [TestCase("trained_lstm_int8")]
    public void Every_bias_of_a_real_model_becomes_int8(string name)
    {
        ModelGraph graph = RealModelTests.Model(name);
        TensorPatch[] patches = [.. graph.Tensors.Where(IsBias).Select(AsInt8)];
        Assert.That(patches, Is.Not.Empty);
        byte[] after = AssertPatched(graph, patches);
        Assert.That(ChangedPositions(graph.FileBytes.ToArray(), after), Has.Count.AtMost(9 * patches.Length));
        TestContext.Out.WriteLine($"{name}: {patches.Length} biases, {graph.FileBytes.Length} -> {after.Length} bytes");
    }

    internal static byte[] AssertPatched(ModelGraph graph, params TensorPatch[] patches)
    {
        byte[] file = ModelPatcher.Apply(graph, patches);
        ModelGraph after = ModelReader.Read(file, graph.Name);
        foreach (TensorInfo tensor in graph.Tensors)
            ModelAssert.SameTensor(after.Tensors[tensor.Index], Patched(tensor, patches));
        foreach (OperatorNode node in graph.Operators)
            ModelAssert.SameOperator(after.Operators[node.Index], node);
        Assert.That(after.Inputs.Concat(after.Outputs), Is.EqualTo(graph.Inputs.Concat(graph.Outputs)));
        return file;
    }

    internal static List<int> ChangedPositions(byte[] before, byte[] after) =>
        [.. Enumerable.Range(0, before.Length).Where(position => before[position] != after[position])];

    private static TensorInfo Patched(TensorInfo tensor, TensorPatch[] patches) =>
        patches.SingleOrDefault(patch => patch.TensorIndex == tensor.Index) is { } patch
            ? tensor with { Type = patch.Type, Data = patch.Data, Quantization = patch.Quantization }
            : tensor;

    private static void Refused(TensorPatch patch, string part) =>
        Assert.That(() => Apply(SampleModels.Graph(), patch), Throws.ArgumentException.With.Message.Contains(part));

    private static ModelGraph Apply(ModelGraph graph, params TensorPatch[] patches) =>
        ModelReader.Read(ModelPatcher.Apply(graph, patches), graph.Name);

    private static bool IsBias(TensorInfo tensor) =>
        tensor.Type == ElementType.Int32 && tensor.Shape.Length == 1 && tensor.IsConstant && tensor.Quantization is not null;

    private static TensorPatch AsInt8(TensorInfo bias)
    {
        float[] scales = [.. Enumerable.Repeat(0.5f, bias.Shape[0])];
        byte[] data = [.. Enumerable.Repeat((byte)bias.Index, bias.Shape[0])];
        return new TensorPatch(bias.Index, ElementType.Int8, data, SampleModels.PerChannel(scales));
    }
}
