using HilRig.Simulator.Models.Schema;

namespace HilRig.Simulator.Models;

/// <summary>
/// Changes tensors of a model file by append and patch: the file's bytes stay where they are, new data and tables go
/// behind them, and only the few offsets and scalars that lead to the new parts are overwritten. Whatever else the
/// file carries (metadata, signatures, fields of later schemas) survives untouched.
/// </summary>
public static class ModelPatcher
{
    /// <summary>The file of <paramref name="graph"/> with the patches applied; read back and compared before it is returned.</summary>
    /// <exception cref="ArgumentException">A patch names no tensor, names one twice, or its parts do not fit the shape.</exception>
    /// <exception cref="UnsupportedModelException">A table that would have to be rewritten has fields that are not known here,
    /// or the file's tables overlap so that a patch would change something else.</exception>
    public static byte[] Apply(ModelGraph graph, IReadOnlyList<TensorPatch> patches)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(patches);
        PatchRules.Check(graph, patches);
        byte[] patched = new PatchSession(graph).Apply(patches);
        PatchRules.CheckResult(graph, patches, patched);
        return patched;
    }
}
