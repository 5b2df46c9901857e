using Google.FlatBuffers;

namespace HilRig.Simulator.Models.Schema;

/// <summary>One run of <see cref="ModelPatcher"/>: the tensors' tables. Offsets only reach forward, so what is new goes behind.</summary>
internal sealed class PatchSession
{
    private const int FirstCapacity = 256;

    private readonly ModelGraph _graph;
    private readonly FlatTable _model;
    private readonly FlatVector _tensors;
    private readonly GrowingFile _file;
    private readonly ListReader _lists;

    public PatchSession(ModelGraph graph)
    {
        _graph = graph;
        _file = new GrowingFile(graph.FileBytes.Span);
        _lists = new ListReader(new FlatFile(graph.FileBytes));
        _model = FlatTable.At(_lists.File, _lists.File.Target(0), "the model");
        FlatTable subgraph = _model.Vector(Fields.Model.Subgraphs, 4, "subgraphs").Table(0, "subgraph 0");
        _tensors = subgraph.Vector(Fields.Subgraph.Tensors, 4, "tensors");
    }

    public byte[] Apply(IReadOnlyList<TensorPatch> patches)
    {
        Dictionary<int, uint> buffers = new BufferPatcher(_graph, _model, _lists, _file).Place(patches);
        ILookup<int, int> tablesAt = Enumerable.Range(0, _tensors.Count).ToLookup(index => Table(index).Position);
        foreach (TensorPatch patch in patches)
        {
            var change = new TensorChange(_graph.Tensors[patch.TensorIndex], patch, Table(patch.TensorIndex), buffers[patch.TensorIndex]);
            bool alone = tablesAt[change.Table.Position].Count() == 1;
            if (alone && change.HasRoom)
                PatchInPlace(change);
            else
                Rewrite(change);
        }
        return _file.ToArray();
    }

    private FlatTable Table(int tensor) => _tensors.Table(tensor, $"tensor {tensor}");

    private void PatchInPlace(TensorChange change)
    {
        if (change.TypeChanges)
            _file.SetUInt8(change.TypeAt, (byte)change.Patch.Type);
        if (change.BufferChanges)
            _file.SetUInt32(change.BufferAt, change.Buffer);
        if (change.QuantizationChanges)
            _file.PointAt(change.QuantizationAt, AppendQuantization(change));
    }

    // A table without lists counts as no quantization, so an offset can stay that a shared vtable promises.
    private int AppendQuantization(TensorChange change)
    {
        RewritableTables.RequireKnown(change.OldQuantization, Fields.Quantization.Count);
        var builder = new FlatBufferBuilder(FirstCapacity);
        if (change.Patch.Quantization is { } quantization)
            return _file.Append(builder, Blobs.Quantization(builder, quantization));
        builder.StartTable(0);
        return _file.Append(builder, builder.EndTable());
    }

    private void Rewrite(TensorChange change)
    {
        var builder = new FlatBufferBuilder(FirstCapacity);
        int table = RewritableTables.Tensor(builder, change, _lists);
        _file.PointAt(_tensors.PositionOf(change.Patch.TensorIndex), _file.Append(builder, table));
    }
}
