using System.Buffers.Binary;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Layouts in which tensors share parts or lack fields, so that a careless patch would hit a neighbour.</summary>
public sealed class PatchedLayoutTests
{
    private static readonly TensorPatch Patch = new(0, ElementType.Int16, new byte[] { 1, 0, 2, 0 }, SampleModels.PerChannel(0.5f, 0.25f));

    [Test]
    public void A_shared_buffer_is_split()
    {
        ModelGraph graph = Read(raw => raw.Tensor([2], 1), raw => raw.Tensor([2], 1));
        AssertPatched(graph, Patch);
        AssertPatched(graph, Patch, Patch with { TensorIndex = 1, Data = new byte[] { 3, 0, 4, 0 } });
    }

    [Test]
    public void A_shared_buffer_is_not_split_for_data_that_stay()
    {
        ModelGraph graph = Read(raw => raw.Tensor([2], 1), raw => raw.Tensor([2], 1));
        byte[] file = AssertPatched(graph, new TensorPatch(0, ElementType.UInt8, new byte[] { 1, 2 }, null));
        Assert.That(file, Has.Length.EqualTo(graph.FileBytes.Length));
    }

    [Test]
    public void A_buffer_that_metadata_names_is_split()
    {
        var raw = new RawModel();
        raw.ExtraModelFields.Add((6, raw.Refs(raw.Table((0, raw.Text("keep")), (1, 1u)))));
        ModelGraph graph = ModelReader.Read(raw.ToBytes(), "raw");
        Assert.That(ModelReader.Read(AssertPatched(graph, Patch), "raw").Tensors[0].BufferIndex, Is.EqualTo(2));
    }

    [Test]
    public void A_Buffer_table_behind_two_entries_serves_the_other_still()
    {
        var raw = new RawModel();
        At shared = raw.Buffer(1, 2);
        raw.Buffers[1] = _ => shared;
        raw.Buffers.Add(_ => shared);
        raw.Tensors.Add(model => model.Tensor([2], 2));
        AssertPatched(ModelReader.Read(raw.ToBytes(), "raw"), Patch);
    }

    [Test]
    public void A_shared_quantization_table_serves_the_other_still()
    {
        var raw = new RawModel();
        At shared = raw.Quantization([3f], [1L]);
        raw.Tensors[0] = model => model.Tensor([2], 1, 9, (4, shared));
        raw.Tensors.Add(model => model.Tensor([2], 0, 9, (4, shared)));
        AssertPatched(ModelReader.Read(raw.ToBytes(), "raw"), Patch);
    }

    [Test]
    public void A_shared_tensor_table_is_split()
    {
        var raw = new RawModel();
        At shared = raw.Tensor([2], 1);
        raw.Tensors[0] = _ => shared;
        raw.Tensors.Add(_ => shared);
        AssertPatched(ModelReader.Read(raw.ToBytes(), "raw"), Patch);
    }

    [Test]
    public void A_tensor_without_the_fields_gets_a_new_table()
    {
        ModelGraph graph = Read(raw => raw.Table((0, raw.Ints(2)), (3, raw.Text("bare")), (5, true), (7, raw.Ints(-1)), (8, true)));
        byte[] file = AssertPatched(graph, Patch);
        int[] changed = [.. ModelPatcherTests.ChangedPositions(graph.FileBytes.ToArray(), file)];
        Assert.That(changed, Has.Length.InRange(2, 8), "the tensors' entry and the model's list of buffers");
    }

    [Test]
    public void A_new_table_keeps_the_range_of_an_unchanged_quantization()
    {
        ModelGraph graph = Read(raw => raw.Table(
            (0, raw.Ints(2)),
            (1, (byte)9),
            (4, raw.Table((0, raw.Floats(-7.125f)), (1, raw.Floats(9.25f)), (2, raw.Floats(2f)), (3, raw.Longs(1))))));
        byte[] file = AssertPatched(graph, Patch with { Quantization = SampleModels.Uniform(2f, 1) });
        Span<byte> appended = file.AsSpan(graph.FileBytes.Length);
        Span<byte> minimum = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(minimum, -7.125f);
        Assert.That(appended.IndexOf(minimum), Is.GreaterThan(0));
    }

    [Test]
    public void Fields_of_a_later_schema_are_kept_in_place_and_refused_in_a_rewrite()
    {
        ModelGraph inPlace = Read(raw => raw.Tensor([2], 1, 9, (4, raw.Quantization([1f], [0L])), (10, 5)));
        AssertPatched(inPlace, Patch);
        ModelGraph rewrite = Read(raw => raw.Tensor([2], 1, 9, (10, 5)));
        Assert.That(
            () => ModelPatcher.Apply(rewrite, [Patch]),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("field 10"));
        ModelGraph quantization = Read(raw => raw.Tensor([2], 1, 9, (4, raw.Table((7, 5)))));
        Assert.That(
            () => ModelPatcher.Apply(quantization, [Patch]),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("field 7"));
    }

    private static ModelGraph Read(params Func<RawModel, At>[] tensors)
    {
        var raw = new RawModel();
        raw.Tensors.Clear();
        raw.Tensors.AddRange(tensors);
        return ModelReader.Read(raw.ToBytes(), "raw");
    }

    private static byte[] AssertPatched(ModelGraph graph, params TensorPatch[] patches)
    {
        byte[] file = ModelPatcherTests.AssertPatched(graph, patches);
        foreach (TensorPatch patch in patches)
            if (!patch.Data.Span.SequenceEqual(graph.Tensors[patch.TensorIndex].Data.Span))
                Assert.That(ModelWriterTests.PositionOf(ModelReader.Read(file, "x").Tensors[patch.TensorIndex]) % 16, Is.Zero);
        return file;
    }
}
