using System.CommandLine;
using HilRig.Harness;
using HilRig.Harness.Data;
using HilRig.Harness.Quantizing;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;
using HilRig.Simulator.Quantization.PostTraining.Calibrating;

namespace HilRig.Cli.Commands;

/// <summary>The options of <c>hilrig quantize</c>, and the request they make.</summary>
internal sealed class QuantizeOptions
{
    private readonly Option<string> _model = new("--model", "-m") { Description = "The float32 .tflite model.", Required = true };

    private readonly Option<string> _samples = new("--calibrate")
    {
        Description = "Typical inputs, float32, .npy or raw .bin: activations get the range that they take on these.",
        Required = true,
    };

    private readonly Option<string> _output = new("--output", "-o") { Description = "The .tflite to write.", Required = true };

    private readonly Option<string> _to = new("--to")
    {
        Description = "int8, int16x8, or q7: the powers of two and 8-bit biases of CMSIS-NN's legacy kernels (target sim:q7).",
        DefaultValueFactory = _ => "int8",
    };

    private readonly Option<string?> _bias = new("--bias")
    {
        Description = "Width and scheme of int8's biases: int32 (default), int4 to int16, or with a scheme as int8:channel-shift.",
    };

    private readonly Option<string> _calibration = new("--calibration")
    {
        Description = $"How a range follows from the values: {CalibrationMethods.Grammar}.",
        DefaultValueFactory = _ => "minmax",
    };

    private readonly Option<bool> _equalize = new("--equalize") { Description = "Balance the weights of consecutive layers first; the float function stays." };
    private readonly Option<bool> _correct = new("--bias-correction") { Description = "Take each channel's mean error back through its bias." };
    private readonly Option<string?> _test = new("--test") { Description = "Other inputs to judge the result on; default are the calibration samples." };
    private readonly Option<string?> _labels = new("--labels", "-l") { Description = "Class labels of the samples that are judged on: .u8, .csv or .npy." };

    private readonly Option<string[]> _others = new("--compare")
    {
        Description = "Another quantized .tflite of the same float model, repeatable, to stand beside the result.",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _samples, _output, _to, _bias, _calibration, _equalize, _correct, _test, _labels, _others })
            command.Add(option);
    }

    public string Output(ParseResult p) => p.GetValue(_output)!;

    /// <exception cref="UsageException">Files that are missing or do not fit each other, or an unknown value.</exception>
    public QuantizeRequest Request(ParseResult p)
    {
        var options = Options(p);
        var model = CommonOptions.ReadModel(p.GetValue(_model)!);
        if (FloatTwin.IsQuantized(model))
            throw new UsageException(
                $"{p.GetValue(_model)} is quantized already ({model.Tensors.First(FloatTwin.BecomesFloat)}); give the float32 model it was made from");
        var prepared = PreparedModel.Prepare(model);
        var test = p.GetValue(_test) is { } path ? SampleSet.Read(path, prepared) : null;
        var calibration = SampleSet.Read(p.GetValue(_samples)!, prepared);
        return new()
        {
            Float = model,
            Calibration = calibration,
            Test = test,
            Labels = p.GetValue(_labels) is { } labels ? Labels.Read(labels, (test ?? calibration).Count) : null,
            Options = options,
            Others = [.. p.GetValue(_others)!.Select(CommonOptions.ReadModel)],
        };
    }

    private QuantizationOptions Options(ParseResult p)
    {
        try
        {
            return new()
            {
                To = QuantizationTargets.Parse(p.GetValue(_to)!),
                Calibration = CalibrationMethods.Parse(p.GetValue(_calibration)!),
                Bias = p.GetValue(_bias) is { } bias ? BiasSpec.Parse(bias) : null,
                Equalize = p.GetValue(_equalize),
                CorrectBiases = p.GetValue(_correct),
            };
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message, error);
        }
    }
}
