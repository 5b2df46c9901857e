using HilRig.Harness.Export.C;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>A folder of exports named <c>model</c>, and what was built of them, deleted with it.</summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hilrig-export-");
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Every export, as make takes a list.</summary>
    public string All => string.Join(' ', _names.Select(n => this[n]));

    public CExport Add(string name, ModelGraph graph, string bias = "int32", Rounding rounding = Rounding.Double, bool widensAtInit = false)
    {
        var spec = BiasSpec.Parse(bias);
        var narrowed = spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), graph.Name);
        var export = CExport.Of(PreparedModel.Prepare(narrowed, rounding), new() { Name = "model", WidensAtInit = widensAtInit });
        export.WriteTo(this[name], force: false);
        _names.Add(name);
        return export;
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        var builds = Checkout.PathOf("firmware", "build");
        foreach (var built in _names.SelectMany(n => Directory.Exists(builds) ? Directory.GetDirectories(builds, $"*-exported_model-{n}") : []))
            Directory.Delete(built, recursive: true);
    }
}
