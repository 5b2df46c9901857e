using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Checks what a model carries for other tools: metadata and signatures. HilRig keeps them and reads nothing from them.</summary>
internal static class MetadataReader
{
    public static void Check(FlatTable model, ListReader lists, int buffers)
    {
        foreach (FlatTable entry in lists.Tables(model, Fields.Model.Metadata, "metadata", "metadata entry"))
            lists.Text(entry, Fields.Metadata.Name, "name");
        foreach (long buffer in BufferIndices(model, lists))
            if (buffer < 0 || buffer >= buffers)
                throw model.Damaged($"its metadata names buffer {buffer}, and the file has {buffers} (numbered from 0)");
        foreach (FlatTable signature in lists.Tables(model, Fields.Model.SignatureDefs, "signatures", "signature"))
            CheckSignature(signature, lists);
    }

    /// <summary>Buffers that metadata, not a tensor, refers to; unchecked.</summary>
    public static IEnumerable<long> BufferIndices(FlatTable model, ListReader lists)
    {
        ImmutableArray<FlatTable> entries = lists.Tables(model, Fields.Model.Metadata, "metadata", "metadata entry");
        IEnumerable<long> named = entries.Select(entry => (long)entry.UInt32(Fields.Metadata.Buffer));
        return named.Concat(lists.Int32s(model, Fields.Model.MetadataBuffer, "metadata buffers").Select(index => (long)index));
    }

    private static void CheckSignature(FlatTable signature, ListReader lists)
    {
        lists.Text(signature, Fields.Signature.Key, "key");
        foreach (int side in (int[])[Fields.Signature.Inputs, Fields.Signature.Outputs])
            foreach (FlatTable map in lists.Tables(signature, side, "tensor maps", $"a tensor map of {signature.What}"))
                lists.Text(map, Fields.TensorMap.Name, "name");
    }
}
