using System.Text;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Each way a file can be wrong, and that its message names what was found.</summary>
public sealed class ModelReaderTests
{
    [Test]
    public void The_plain_model_is_read()
    {
        ModelGraph graph = Read(new RawModel());
        Assert.That(graph.Tensors[0].ToString(), Is.EqualTo("tensor 0 't' INT8[2]"));
        Assert.That(graph.Tensors[0].Data.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(graph.Sha256, Has.Length.EqualTo(64).And.Matches("^[0-9a-f]*$"));
    }

    [TestCase("", "empty")]
    [TestCase("version https://git-lfs.github.com/spec/v1", "version https://git-lfs")]
    [TestCase("a\tb", "text")]
    [TestCase("\0\0\0", "only 3 bytes")]
    [TestCase("\u001c\0\0\0TFL2\0\0\0\0", "1C00000054464C32")]
    [TestCase("\u001c\0\0\0TFL3", "at position 28")]
    public void What_is_no_model_is_named(string content, string part) =>
        Assert.That(
            () => ModelReader.Read(Encoding.Latin1.GetBytes(content), "x"),
            Throws.TypeOf<MalformedModelException>().With.Message.Contains(part));

    [Test]
    public void A_missing_file_is_an_input_error_that_names_it() =>
        Assert.That(
            () => ModelReader.ReadFile("/no/such/model.tflite"),
            Throws.InstanceOf<IOException>().With.Message.Contains("model.tflite"));

    [TestCase(0)]
    [TestCase(2)]
    public void Exactly_one_subgraph_is_read(int count) =>
        Assert.That(
            () => Read(new RawModel { Subgraphs = count }),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains($"{count} subgraphs"));

    [Test]
    public void Another_schema_version_is_refused() =>
        Assert.That(
            () => Read(new RawModel { Version = 2 }),
            Throws.TypeOf<UnsupportedModelException>().With.Message.Contains("version 2"));

    [Test]
    public void Metadata_may_not_name_a_missing_buffer()
    {
        var raw = new RawModel();
        raw.ExtraModelFields.Add((6, raw.Refs(raw.Table((0, raw.Text("min_runtime_version")), (1, 9u)))));
        Assert.That(() => Read(raw), Throws.TypeOf<MalformedModelException>().With.Message.Contains("buffer 9"));
    }

    [Test]
    public void Indices_are_checked_against_the_tensors()
    {
        AssertDamaged(new RawModel { Inputs = [1] }, "one input is tensor 1, and 0 to 0");
        AssertDamaged(new RawModel { Outputs = [-1] }, "one output is tensor -1");
    }

    [Test]
    public void Operators_are_checked()
    {
        AssertDamaged(WithOperator(raw => raw.Operator(1, [0], [0])), "operator code 1, and the file has 1");
        AssertDamaged(WithOperator(raw => raw.Operator(0, [-2], [0])), "one input is tensor -2, and -1 to 0");
        AssertDamaged(WithOperator(raw => raw.Operator(0, [0], [-1])), "one output is tensor -1, and 0 to 0");
        AssertDamaged(WithOperator(raw => raw.Operator(0, [0], [0], (8, raw.Ints(7)))), "one intermediate is tensor 7");
        Assert.That(Read(WithOperator(raw => raw.Operator(0, [0, -1], [0]))).Operators[0].Inputs, Is.EqualTo([0, -1]));
    }

    [Test]
    public void Operator_codes_are_checked()
    {
        AssertDamaged(WithCode(raw => raw.Table((0, (byte)200), (3, -1))), "code -1");
        AssertDamaged(WithCode(raw => raw.Table((0, (byte)3), (2, 0))), "version 0");
        AssertDamaged(WithCode(raw => raw.Table((0, (byte)32))), "custom operator without a name");
        Assert.That(
            Read(WithOperator(raw => raw.Operator(0, [0], [0]))).Operators[0].ToString(),
            Is.EqualTo("operator 0 FULLY_CONNECTED version 1"));
    }

    [Test]
    public void Lists_that_many_tables_share_run_into_a_budget()
    {
        var raw = new RawModel();
        At shared = raw.Operator(0, [.. Enumerable.Repeat(0, 5000)], [0]);
        for (int i = 0; i < 5000; i++)
            raw.Operators.Add(_ => shared);
        AssertDamaged(raw, "4 for each byte of the file");
    }

    private static RawModel WithOperator(Func<RawModel, At> make)
    {
        var raw = new RawModel();
        raw.Operators.Add(make);
        return raw;
    }

    private static RawModel WithCode(Func<RawModel, At> make)
    {
        var raw = new RawModel();
        raw.Codes[0] = make;
        return raw;
    }

    private static void AssertDamaged(RawModel raw, string part) =>
        Assert.That(() => Read(raw), Throws.TypeOf<MalformedModelException>().With.Message.Contains(part));

    private static ModelGraph Read(RawModel raw) => ModelReader.Read(raw.ToBytes(), "raw");
}
