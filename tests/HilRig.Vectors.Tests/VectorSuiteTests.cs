using System.IO.Compression;
using System.Text;
using HilRig.TestKit;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors.Tests;

/// <summary>Files and folders: everything in them is run or named.</summary>
public sealed class VectorSuiteTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("hilrig-vectors-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_folder_is_walked_and_counted_by_function()
    {
        Directory.CreateDirectory(At("deep"));
        Gzip(At("deep/a.jsonl.gz"), VectorLines.MaxPool().ToJsonString(), VectorLines.MaxPool().ToJsonString());
        File.WriteAllLines(At("b.jsonl"), [VectorLines.Multiply("/w==").ToJsonString()]);
        var results = VectorSuite.Run([_folder], new());
        Assert.That(results.Select(r => (r.Function, r.Passed)), Is.EqualTo(new[] { ("arm_elementwise_mul_s8", 1), ("arm_max_pool_s8", 2) }));
    }

    [Test]
    public void A_damaged_line_is_named_with_file_and_number()
    {
        File.WriteAllLines(At("a.jsonl"), [VectorLines.MaxPool().ToJsonString(), "{ \"id\": "]);
        Assert.That(() => VectorSuite.Run([At("a.jsonl")], new()), Throws.TypeOf<VectorFormatException>().With.Message.Contains("a.jsonl line 2"));
    }

    [Test]
    public void A_truncated_archive_is_named()
    {
        Gzip(At("a.jsonl.gz"), VectorLines.MaxPool().ToJsonString(), new string('x', 100_000));
        using (var file = File.OpenWrite(At("a.jsonl.gz")))
            file.SetLength(file.Length - 20);
        Assert.That(() => VectorSuite.Run([At("a.jsonl.gz")], new()), Throws.TypeOf<VectorFormatException>().With.Message.Contains("a.jsonl.gz"));
    }

    [Test]
    public void A_path_without_anything_to_run_is_named()
    {
        Assert.That(() => VectorSuite.Run([_folder], new()), Throws.TypeOf<VectorFormatException>().With.Message.Contains("holds neither"));
        Assert.That(() => VectorSuite.Run([At("none")], new()), Throws.TypeOf<VectorFormatException>().With.Message.Contains("no file or folder"));
        File.WriteAllText(At("index.json"), "{}");
        Assert.That(() => VectorSuite.Run([_folder], new()), Throws.TypeOf<VectorFormatException>().With.Message.Contains("no list of reference models"));
    }

    [Test]
    public void A_reference_model_is_compared_with_its_recorded_outputs()
    {
        MakeReferenceModel();
        Assert.That(VectorSuite.Run([_folder], new()).Single(), Has.Property("Passed").EqualTo(1));
        Assert.That(VectorSuite.Run([At("digits.tflite")], new()).Single(), Has.Property("Passed").EqualTo(1), "by the model's own name");
        var outputs = File.ReadAllBytes(At("digits.double.bin"));
        outputs[13] ^= 1;
        File.WriteAllBytes(At("digits.double.bin"), outputs);
        var failed = VectorSuite.Run([_folder], new()).Single();
        Assert.That(failed.Failed, Is.EqualTo(1));
        Assert.That(failed.Results[0].Message, Does.StartWith("sample 1, ").And.Contain("element 3 is "));
    }

    [Test]
    public void A_rounding_without_recorded_outputs_is_unsupported()
    {
        MakeReferenceModel();
        var result = VectorSuite.Run([_folder], new(Kernels.FixedPoint.Rounding.Single)).Single();
        Assert.That((result.Unsupported, result.Results[0].Message), Is.EqualTo((1, "no answer is recorded for this rounding")));
    }

    // The bundled model on three samples, with what the simulator itself gives: the comparison is under test here, not the model.
    private void MakeReferenceModel()
    {
        var (model, inputs) = (Checkout.PathOf("fixtures", "models", "digits_int8.tflite"), Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"));
        var prepared = Simulator.Execution.PreparedModel.Prepare(Simulator.Models.ModelReader.ReadFile(model));
        var samples = File.ReadAllBytes(inputs)[..(3 * prepared.InputBytes)];
        File.Copy(model, At("digits.tflite"));
        File.WriteAllBytes(At("digits.in.bin"), samples);
        File.WriteAllBytes(At("digits.double.bin"), Simulator.Execution.BatchRunner.Run(prepared, samples, 3));
        File.WriteAllText(At("index.json"), """[ { "name": "digits", "op": "DIGITS", "samples": 3 } ]""");
    }

    private static void Gzip(string path, params string[] lines)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
