using HilRig.Harness.Export.C;
using HilRig.Harness.Export.C.Text;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Export.C;

/// <summary>Names in C: those a user gives, and those a model file brings.</summary>
public sealed class CIdentifierTests
{
    [TestCase("kws_int8", "kws_int8")]
    [TestCase("my model-2.1", "my_model_2_1")]
    [TestCase("2fast", "model_2fast")]
    [TestCase("", "model")]
    [TestCase("-*-", "model")]
    [TestCase("int", "model_int")]
    [TestCase("String", "model_String")]
    [TestCase("größe", "gr__e")]
    public void A_file_name_becomes_the_nearest_identifier(string file, string name) => Assert.That(CIdentifier.From(file), Is.EqualTo(name));

    [Test]
    public void Whatever_a_file_is_called_its_identifier_is_legal()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var name = CIdentifier.From(new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(0x250))]));
            Assert.That(CIdentifier.Require(name), Is.EqualTo(name));
        }
    }

    [TestCase("2fast")]
    [TestCase("")]
    [TestCase("a-b")]
    [TestCase("ä")]
    [TestCase("_x")]
    [TestCase("while")]
    [TestCase("stdint")]
    [TestCase("a2345678901234567890123456789012")]
    public void A_name_that_C_would_not_take_is_refused(string name) =>
        Assert.That(() => CIdentifier.Require(name), Throws.TypeOf<UsageException>().With.Message.Contains($"'{name}'").And.Message.Contains("legal are"));

    [TestCase("*/ int x; /*")]
    [TestCase("a\nb")]
    [TestCase("a\r#error")]
    [TestCase("back\\")]
    [TestCase("??/")]
    [TestCase("`|<b>")]
    [TestCase("e\u2028f")]
    public void A_tensor_name_cannot_leave_its_comment(string name)
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "tiny_int8.tflite"));
        var hostile = graph with { Name = name, Tensors = [.. graph.Tensors.Select(t => t with { Name = name + t.Index })] };
        var (plain, export) = (Lines(graph), Lines(hostile));
        Assert.That(export.Select(Code), Is.EqualTo(plain.Select(Code)));
        Assert.That(string.Concat(export), Does.Not.Contain(name));
    }

    [Test]
    public void A_long_name_is_cut()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "tiny_int8.tflite"));
        var longs = graph with { Tensors = [.. graph.Tensors.Select(t => t with { Name = new string('n', 100_000) })] };
        Assert.That(Lines(longs).Max(l => l.Length), Is.LessThan(200));
    }

    private static string[] Lines(ModelGraph graph) => [.. CExport.Of(PreparedModel.Prepare(graph), new() { Name = "tiny" }).Files
        .Where(f => !f.Name.EndsWith(".md", StringComparison.Ordinal)).SelectMany(f => f.Text.Split('\n'))];

    // What a compiler sees of a line; the file uses // alone.
    private static string Code(string line) => line.Split("//")[0];
}
