using HilRig.Simulator.Quantization.PostTraining;
using HilRig.Simulator.Quantization.PostTraining.Calibrating;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Each calibration method against its plain definition on the values themselves.</summary>
public sealed class CalibrationMethodTests
{
    private const int Count = 100_000;

    private static readonly float[] Values = Draw();

    private static double Bin => (Values.Max() - (double)Values.Min()) / Histogram.Bins;

    [TestCase("minmax", 0, Count - 1)]
    [TestCase("percentile:100", 0, Count - 1)]
    [TestCase("percentile:99.99", 10, Count - 11)]
    [TestCase("percentile:99", 1000, Count - 1001)]
    [TestCase("percentile:75", 25_000, Count - 25_001)]
    public void Ends_are_values_of_a_rank(string method, int low, int high)
    {
        var sorted = Values.Order().ToArray();
        var range = CalibrationMethods.Parse(method).Choose(Filled(), _ => _ => 0);
        Assert.That(range.Min, Is.EqualTo(sorted[low]).Within(Bin));
        Assert.That(range.Max, Is.EqualTo(sorted[high]).Within(Bin));
    }

    [Test]
    public void The_least_error_is_the_least_of_all_candidates()
    {
        var (values, whole) = (Filled(), new RealRange(Values.Min(), Values.Max()));
        var chosen = Plain(new MseMethod().Choose(values, range => value => Error(range, value)));
        foreach (var low in Enumerable.Range(1, MseMethod.Steps))
            foreach (var high in new[] { 1, 5, 10, 20, 30, 39, 40 })
                Assert.That(
                    chosen, Is.LessThanOrEqualTo(1.01 * Plain(new(whole.Min * low / MseMethod.Steps, whole.Max * high / MseMethod.Steps))), $"{low} {high}");
        Assert.That(chosen, Is.LessThan(0.9 * Plain(whole)), "outliers are not worth their steps");
    }

    [TestCase("percentile:50")]
    [TestCase("percentile:100.1")]
    [TestCase("percentile:x")]
    [TestCase("percentile")]
    [TestCase("entropy")]
    public void What_is_none_is_refused_with_what_is(string method) =>
        Assert.That(() => CalibrationMethods.Parse(method), Throws.InstanceOf<FormatException>().With.Message.Contains("100"));

    [Test]
    public void Names_can_be_parsed_again()
    {
        foreach (var name in new[] { "minmax", "mse", "percentile:99.99" })
            Assert.That(CalibrationMethods.Parse(name).Name, Is.EqualTo(name));
    }

    [Test]
    public void A_method_reaches_the_tensors_of_a_model()
    {
        var net = new FloatNet(1, 4, 4, 1).Conv(4);
        var samples = net.Samples(50);
        samples[7] = 100;
        RealRange Input(string method) =>
            PostTrainingQuantizer.Quantize(net.Graph(), samples, new() { Calibration = CalibrationMethods.Parse(method) }).Ranges.Ranges[0]!.Value;
        Assert.That(Input("minmax").Max, Is.EqualTo(100));
        Assert.That(Input("percentile:99").Max, Is.LessThan(1.1));
    }

    private static Histogram Filled()
    {
        var histogram = new Histogram(new(Values.Min(), Values.Max()));
        foreach (var part in Values.Chunk(977))
            histogram.Add(part);
        return histogram;
    }

    // By hand: asymmetric int8 over the range with 0 in it.
    private static double Error(RealRange range, double value)
    {
        var (scale, zeroPoint) = range.ToInt8();
        var code = Math.Clamp(Math.Round(value / scale, MidpointRounding.AwayFromZero) + zeroPoint, -128, 127);
        return Math.Pow((code - zeroPoint) * scale - value, 2);
    }

    private static double Plain(RealRange range) => Values.Average(value => Error(range, value));

    // A bell with a few outliers above.
    private static float[] Draw()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Count).Select(i =>
            (float)(Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6 + (i % 20_000 == 0 ? 20 + i / 20_000 : 0)))];
    }
}
