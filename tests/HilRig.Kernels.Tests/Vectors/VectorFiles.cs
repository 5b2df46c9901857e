using HilRig.Kernels.FixedPoint;
using HilRig.TestKit;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>The golden vectors of a function: all of ../shared where present, else the selection in fixtures/kernels.</summary>
internal static class VectorFiles
{
    /// <remarks>
    /// The upstream corpus was captured from a default build: none of its 337 vectors has a single-rounding answer.
    /// </remarks>
    public static IEnumerable<string> Of(string function, Rounding rounding)
    {
        var name = function + ".jsonl.gz";
        if (!Shared.IsPresent)
            return [Checkout.PathOf("fixtures", "kernels", name)];
        var corpora = rounding == Rounding.Double ? new[] { "dev", "upstream" } : ["dev"];
        return corpora.Select(corpus => Shared.Need("vectors", corpus, name)).Where(File.Exists);
    }
}
