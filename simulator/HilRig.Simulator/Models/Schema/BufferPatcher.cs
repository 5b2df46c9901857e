using Google.FlatBuffers;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Places the new data of patches in the model's list of buffers.</summary>
internal sealed class BufferPatcher(ModelGraph graph, FlatTable model, ListReader lists, GrowingFile file)
{
    private const int FirstCapacity = 1024;

    private readonly HashSet<uint> _shared = SharedBuffers(graph, model, lists);
    private readonly Dictionary<uint, ReadOnlyMemory<byte>> _replaced = [];
    private readonly List<ReadOnlyMemory<byte>> _added = [];
    private readonly FlatVector _buffers = model.Vector(Fields.Model.Buffers, 4, "buffers");

    /// <summary>Appends the data and gives the buffer of each patched tensor, by tensor index.</summary>
    public Dictionary<int, uint> Place(IReadOnlyList<TensorPatch> patches)
    {
        var buffers = patches.ToDictionary(patch => patch.TensorIndex, BufferFor);
        if (_added.Count > 0)
            RewriteList();
        else
            ReplaceEntries();
        return buffers;
    }

    private static HashSet<uint> SharedBuffers(ModelGraph graph, FlatTable model, ListReader lists)
    {
        IEnumerable<long> users = graph.Tensors.Select(tensor => (long)tensor.BufferIndex);
        IEnumerable<long> all = users.Concat(MetadataReader.BufferIndices(model, lists));
        return [.. all.GroupBy(index => index).Where(group => group.Count() > 1).Select(group => (uint)group.Key)];
    }

    private uint BufferFor(TensorPatch patch)
    {
        TensorInfo old = graph.Tensors[patch.TensorIndex];
        uint index = (uint)old.BufferIndex;
        if (patch.Data.Span.SequenceEqual(old.Data.Span))
            return index;
        if (patch.Data.IsEmpty)
            return 0;
        if (index != 0 && !_shared.Contains(index))
        {
            _replaced.Add(index, patch.Data);
            return index;
        }
        _added.Add(patch.Data);
        return (uint)(_buffers.Count + _added.Count - 1);
    }

    // A Buffer table of its own for each: the old one may serve several entries of the list.
    private void ReplaceEntries()
    {
        foreach ((uint index, ReadOnlyMemory<byte> data) in _replaced)
        {
            var builder = new FlatBufferBuilder(FirstCapacity);
            file.PointAt(_buffers.PositionOf((int)index), file.Append(builder, Blobs.Buffer(builder, data)));
        }
    }

    // The list has no room for another entry, and a new list behind it cannot point back to the old data: offsets
    // only reach forward. So all data is written once more, and the file grows by as much.
    private void RewriteList()
    {
        var old = new BufferReader(model, lists);
        var data = Enumerable.Range(0, old.Count).Select(index => _replaced.GetValueOrDefault((uint)index, old.Data((uint)index, "")));
        var builder = new FlatBufferBuilder(FirstCapacity);
        int list = Blobs.Offsets(builder, [.. data.Concat(_added).Select(bytes => Blobs.Buffer(builder, bytes))]);
        file.PointAt(model.FieldPosition(Fields.Model.Buffers, 4), file.Append(builder, list));
    }
}
