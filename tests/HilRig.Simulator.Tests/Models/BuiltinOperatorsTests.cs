using System.Text.Json;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

public sealed class BuiltinOperatorsTests
{
    [TestCase(0, "ADD")]
    [TestCase(32, "CUSTOM")]
    [TestCase(127, "PLACEHOLDER_FOR_GREATER_OP_CODES")]
    [TestCase(150, "GELU")]
    [TestCase(206, "STABLEHLO_COMPOSITE")]
    [TestCase(209, "STABLEHLO_CASE")]
    [TestCase(210, "BUILTIN_210")]
    [TestCase(-1, "BUILTIN_-1")]
    public void Every_code_has_a_name(int code, string name) =>
        Assert.That(BuiltinOperators.NameOf((BuiltinOperator)code), Is.EqualTo(name));

    [Test]
    public void The_enum_and_the_table_spell_the_same_names()
    {
        foreach (BuiltinOperator code in Enum.GetValues<BuiltinOperator>())
            Assert.That(
                code.ToString().ToUpperInvariant(),
                Is.EqualTo(BuiltinOperators.NameOf(code).Replace("_", "", StringComparison.Ordinal)));
    }

    [Test]
    public void Only_StableHlo_names_are_missing_in_the_enum()
    {
        for (int code = 0; code < BuiltinOperators.Count; code++)
            Assert.That(
                Enum.IsDefined((BuiltinOperator)code),
                Is.Not.EqualTo(BuiltinOperators.NameOf((BuiltinOperator)code).StartsWith("STABLEHLO_", StringComparison.Ordinal)));
    }

    [Test, Category("Shared")]
    public void The_reference_models_carry_the_names_their_index_gives()
    {
        string folder = SharedFolder.Path("reference", "ops");
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        foreach (JsonElement entry in index.RootElement.EnumerateArray())
        {
            ModelGraph graph = ModelReader.ReadFile(Path.Combine(folder, entry.GetProperty("name").GetString() + ".tflite"));
            IEnumerable<string?> names = entry.GetProperty("operators").EnumerateArray().Select(name => name.GetString());
            Assert.That(graph.Operators.Select(node => node.Name), Is.EqualTo(names), graph.Name);
        }
    }
}
