namespace HilRig.Simulator.Models.Schema;

/// <summary>What patches must satisfy, and what the patched file must.</summary>
internal static class PatchRules
{
    /// <exception cref="ArgumentException">A patch does not fit the model.</exception>
    public static void Check(ModelGraph graph, IReadOnlyList<TensorPatch> patches)
    {
        if (graph.FileBytes.IsEmpty)
            throw new ArgumentException(
                $"model '{graph.Name}' has no file to patch: it was built in memory; write it with ModelWriter first");
        var seen = new HashSet<int>();
        foreach (TensorPatch patch in patches)
        {
            if (patch.TensorIndex < 0 || patch.TensorIndex >= graph.Tensors.Length)
                throw new ArgumentException($"a patch names tensor {patch.TensorIndex}, and 0 to {graph.Tensors.Length - 1} are possible");
            if (!seen.Add(patch.TensorIndex))
                throw new ArgumentException($"two patches name tensor {patch.TensorIndex}, and each tensor may have one; merge them");
            SpecRules.Check(Patched(graph, patch));
        }
    }

    /// <exception cref="UnsupportedModelException">Reading the patched file gives anything but the patched graph.</exception>
    public static void CheckResult(ModelGraph graph, IReadOnlyList<TensorPatch> patches, byte[] file)
    {
        TensorInfo[] wanted = [.. graph.Tensors];
        foreach (TensorPatch patch in patches)
            wanted[patch.TensorIndex] = Patched(graph, patch);
        ModelGraph result = ReadBack(graph, file);
        if (!Comparison.SameStructure(graph, result))
            throw Overlapping(graph, "its operators");
        foreach (TensorInfo tensor in wanted)
            if (!Comparison.Same(tensor, result.Tensors[tensor.Index]))
                throw Overlapping(graph, tensor.ToString());
    }

    private static TensorInfo Patched(ModelGraph graph, TensorPatch patch) => graph.Tensors[patch.TensorIndex] with
    {
        Type = patch.Type,
        Data = patch.Data,
        Quantization = patch.Quantization,
    };

    private static ModelGraph ReadBack(ModelGraph graph, byte[] file)
    {
        try
        {
            return ModelReader.Read(file, graph.Name);
        }
        catch (MalformedModelException damage)
        {
            throw Overlapping(graph, "its structure", damage);
        }
    }

    private static UnsupportedModelException Overlapping(ModelGraph graph, string what, Exception? inner = null) =>
        new($"patching model '{graph.Name}' in place would also change {what}: tables of the file overlap; export it anew first", inner);
}
