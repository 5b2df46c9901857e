using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Data;

/// <summary>Samples and labels from files, good and bad.</summary>
public sealed class SampleSetTests
{
    private const int InputBytes = 784;

    private static readonly PreparedModel Model =
        PreparedModel.Prepare(ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));

    [Test]
    public void A_raw_file_is_taken_as_it_is()
    {
        using var folder = new TempFolder();
        var bytes = Enumerable.Range(0, 3 * InputBytes).Select(i => unchecked((byte)i)).ToArray();
        var samples = SampleSet.Read(folder.Write("x.bin", bytes), Model);
        Assert.That(samples.Count, Is.EqualTo(3));
        Assert.That(samples.Sample(1).ToArray(), Is.EqualTo(bytes[InputBytes..(2 * InputBytes)]));
        Assert.That(samples.Take(2).Bytes.Length, Is.EqualTo(2 * InputBytes));
        Assert.That(samples.Note, Is.Null);
    }

    [TestCase(0)]
    [TestCase(InputBytes - 1)]
    [TestCase(InputBytes + 1)]
    public void Part_of_a_sample_is_refused_with_both_sizes(int bytes)
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.bin", new byte[bytes]);
        Assert.That(() => SampleSet.Read(path, Model), Throws.TypeOf<UsageException>().With.Message.Contains($"{bytes} bytes").And.Message.Contains("784"));
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => SampleSet.Read("/nowhere/x.bin", Model), Throws.TypeOf<UsageException>().With.Message.Contains("/nowhere/x.bin"));

    [Test]
    public void Float_npy_is_quantized_with_the_inputs_own_parameters_halves_away_from_zero()
    {
        using var folder = new TempFolder();
        var input = Model.Graph.Tensor(Model.Graph.Inputs[0]).Quantization!;
        float[] steps = [0, 1, 2.5f, 3.49f, 300, -1, .. new float[InputBytes - 6]];
        var real = steps.Select(s => s * input.Scale()).ToArray();
        var path = folder.PathOf("x.npy");
        new NpyArray("f4", [1, 28, 28, 1], MemoryMarshal.AsBytes(real.AsSpan()).ToArray()).Write(path);
        var samples = SampleSet.Read(path, Model);
        var codes = samples.Bytes.Span[..6].ToArray().Select(b => (int)unchecked((sbyte)b));
        Assert.That(codes, Is.EqualTo(new[] { -128, -127, -125, -125, 127, -128 }));
        Assert.That(samples.Note, Does.Contain("was quantized with scale"));
    }

    [Test]
    public void Npy_comes_back_as_written_and_int8_is_not_touched()
    {
        using var folder = new TempFolder();
        var (path, bytes) = (folder.PathOf("x.npy"), Enumerable.Range(0, InputBytes).Select(i => unchecked((byte)i)).ToArray());
        new NpyArray("i1", [1, 28, 28, 1], bytes).Write(path);
        Assert.That(NpyArray.Read(path).Shape, Is.EqualTo(new[] { 1, 28, 28, 1 }));
        Assert.That(SampleSet.Read(path, Model).Bytes.ToArray(), Is.EqualTo(bytes));
    }

    [TestCase("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "big-endian")]
    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "Fortran")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "4 bytes of data")]
    [TestCase("{'shape': (2,), }", "without descr")]
    public void A_bad_npy_header_is_told(string header, string message)
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0, 0, 0, 0]);
        Assert.That(() => NpyArray.Read(path), Throws.TypeOf<UsageException>().With.Message.Contains(message));
    }

    [Test]
    public void Not_npy_at_all_is_told()
    {
        using var folder = new TempFolder();
        Assert.That(() => NpyArray.Read(folder.Write("x.npy", "hello")), Throws.TypeOf<UsageException>().With.Message.Contains("numpy.save"));
    }

    [TestCase("a.csv", "file,classes,label\nx.bin,10,7\ny.bin,10,3\n")]
    [TestCase("b.csv", "7\n3\n")]
    [TestCase("c.u8", "\u0007\u0003")]
    public void Labels_are_read(string name, string text)
    {
        using var folder = new TempFolder();
        Assert.That(Labels.Read(folder.Write(name, text), 2), Is.EqualTo(new[] { 7, 3 }));
    }

    [Test]
    public void Labels_of_another_number_are_refused_with_both()
    {
        using var folder = new TempFolder();
        Assert.That(() => Labels.Read(folder.Write("x.u8", "abc"), 5), Throws.TypeOf<UsageException>().With.Message.Contains("3 labels for 5"));
    }
}
