using System.Text.Json;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Writers.Bias;

/// <summary>
/// An overlay for Google's Model Explorer (its custom node data): each layer coloured by its share of the loss. Nodes are found by the
/// names of their output tensors.
/// </summary>
public static class ModelExplorer
{
    // The id that Model Explorer gives a .tflite's only subgraph.
    private const string Graph = "main";

    public static string Write(SchemeExplanation explanation)
    {
        var results = explanation.Layers.GroupBy(l => l.Tensor).ToDictionary(g => g.Key, g => new { value = Math.Round(100 * g.Sum(l => l.Share), 4) });
        var gradient = new[] { new { stop = 0.0, bgColor = "#e8f1fb" }, new { stop = 0.5, bgColor = "#f2c14e" }, new { stop = 1.0, bgColor = "#d1495b" } };
        return JsonSerializer.Serialize(new Dictionary<string, object> { [Graph] = new { results, gradient } }, JsonWriter.Options);
    }
}
