using System.Collections.Immutable;
using System.Security.Cryptography;
using HilRig.Simulator.Models.Schema;

namespace HilRig.Simulator.Models;

/// <summary>Reads a <c>.tflite</c> file (schema version 3, one subgraph). No byte is trusted before it has been checked.</summary>
public static class ModelReader
{
    private const uint SchemaVersion = 3;

    /// <summary>Reads the file at <paramref name="path"/>; the model is named after it, without the ending.</summary>
    /// <exception cref="MalformedModelException">The bytes are not an intact <c>.tflite</c> file.</exception>
    /// <exception cref="UnsupportedModelException">Intact, but uses what HilRig does not do.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModelGraph ReadFile(string path)
    {
        ModelHeader.CheckSize(new FileInfo(path).Length);
        return Read(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>
    /// Reads a model from memory. The graph keeps views into <paramref name="file"/>, which must not change afterwards.
    /// </summary>
    /// <param name="file">The whole file, at most <see cref="ModelLimits.MaxFileBytes"/>.</param>
    /// <param name="name">Name for people.</param>
    /// <exception cref="MalformedModelException">The bytes are not an intact <c>.tflite</c> file.</exception>
    /// <exception cref="UnsupportedModelException">Intact, but uses what HilRig does not do.</exception>
    public static ModelGraph Read(ReadOnlyMemory<byte> file, string name)
    {
        ModelHeader.Check(file.Span);
        var lists = new ListReader(new FlatFile(file));
        FlatTable model = FlatTable.At(lists.File, lists.File.Target(0), "the model");
        CheckVersion(model);
        FlatTable subgraph = OnlySubgraph(model, lists);
        var buffers = new BufferReader(model, lists);
        MetadataReader.Check(model, lists, buffers.Count);
        return ReadGraph(model, subgraph, buffers, lists) with
        {
            Name = name,
            FileBytes = file,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Span)),
        };
    }

    private static ModelGraph ReadGraph(FlatTable model, FlatTable subgraph, BufferReader buffers, ListReader lists)
    {
        ImmutableArray<TensorInfo> tensors = new TensorReader(buffers, lists).ReadAll(subgraph);
        return new ModelGraph
        {
            Name = "",
            Description = lists.Text(model, Fields.Model.Description, "description") ?? "",
            Tensors = tensors,
            Operators = new OperatorReader(model, lists, tensors.Length).ReadAll(subgraph),
            Inputs = TensorIndices.Read(lists, subgraph, Fields.Subgraph.Inputs, "input", tensors.Length),
            Outputs = TensorIndices.Read(lists, subgraph, Fields.Subgraph.Outputs, "output", tensors.Length),
        };
    }

    private static void CheckVersion(FlatTable model)
    {
        uint version = model.UInt32(Fields.Model.Version);
        if (version != SchemaVersion)
            throw new UnsupportedModelException(
                $"the model has schema version {version}, and {SchemaVersion} is read; convert it with TensorFlow 1.15 or newer");
    }

    private static FlatTable OnlySubgraph(FlatTable model, ListReader lists)
    {
        ImmutableArray<FlatTable> subgraphs = lists.Tables(model, Fields.Model.Subgraphs, "subgraphs", "subgraph");
        if (subgraphs.Length != 1)
            throw new UnsupportedModelException($"the model has {subgraphs.Length} subgraphs, and exactly 1 is run; "
                + "export it without control flow (IF, WHILE, CALL_ONCE) and without further signatures");
        return subgraphs[0];
    }
}
