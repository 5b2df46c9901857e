using System.Text.Json;
using HilRig.Harness.Nightly.Config;
using HilRig.TestKit;
using Json.Schema;
using YamlDotNet.Serialization;

namespace HilRig.Harness.Tests.Nightly;

/// <summary>The published schema, in the hands of another implementation of JSON Schema: what an editor says of a file is what HilRig says.</summary>
public sealed class PublishedSchemaTests
{
    private const string Least = "name: n\nmodels: { digits: { path: m.tflite, inputs: i.bin } }\ntargets: [sim:c]\n";

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
    private static readonly JsonSchema Published = JsonSchema.FromText(ConfigFile.Schema);

    [Test]
    public void The_bundled_night_is_valid() => Assert.That(IsValid(File.ReadAllText(Checkout.PathOf("fixtures", "nightly.yml"))), Is.True);

    [TestCase("", true)]
    [TestCase("noise: 1.5\njobs: 2\nwire: true\nlayers: stats", true)]
    [TestCase("quarantine: [{ jobs: x, reason: y, owner: z, until: \"2026-12-31\" }]", true)]
    [TestCase("targets2: [sim]", false)]
    [TestCase("recoverys: 3", false)]
    [TestCase("retries: many", false)]
    [TestCase("retries: -1", false)]
    [TestCase("noise: 101", false)]
    [TestCase("layers: all", false)]
    [TestCase("schemes: []", false)]
    [TestCase("hooks: [x]", false)]
    [TestCase("hooks: { beforejob: x }", false)]
    [TestCase("quarantine: [{ jobs: x, reason: y, until: \"2026-01-01\" }]", false)]
    [TestCase("quarantine: [{ jobs: x, reason: y, owner: z, until: soon }]", false)]
    public void Both_take_and_refuse_the_same(string more, bool isValid)
    {
        Assert.That(IsValid(Least + more), Is.EqualTo(isValid));
        Assert.That(() => ConfigFile.Parse(Least + more, "h.yml"), isValid ? Throws.Nothing : Throws.TypeOf<UsageException>());
    }

    private static bool IsValid(string yaml)
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Yaml.Deserialize<object>(yaml)));
        return Published.Evaluate(json.RootElement).IsValid;
    }
}
