using System.Globalization;

namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>Calibration methods by name.</summary>
public static class CalibrationMethods
{
    /// <summary>What can be written.</summary>
    public const string Grammar = "minmax, percentile:P with P above 50 and at most 100 (99.99), mse";

    /// <exception cref="FormatException">Unknown, or a percentile outside its range; names the legal ones.</exception>
    public static ICalibrationMethod Parse(string text) => text.Split(':', 2) switch
    {
        ["minmax"] => new MinMaxMethod(),
        ["mse"] => new MseMethod(),
        ["percentile", var percent] => new PercentileMethod(Percent(percent)),
        _ => throw new FormatException($"calibration '{text}' is unknown; legal are {Grammar}"),
    };

    private static double Percent(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is > 50 and <= 100
            ? percent
            : throw new FormatException($"percentile '{text}' is not above 50 and at most 100; 99.99 cuts one value of 10000 at each end");
}
