using System.CommandLine;
using HilRig.Harness;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Cli.Commands;

/// <summary>Options that several verbs share, and how their values are read.</summary>
internal static class CommonOptions
{
    public static Option<string> Model() => new("--model", "-m") { Description = "The .tflite model.", Required = true };

    public static Option<string> Input() => new("--input", "-i")
    {
        Description = "Samples: raw .bin as the model's tensors, or .npy (float32 and uint8 are quantized for an INT8 model).",
        Required = true,
    };

    public static Option<string?> Labels() => new("--labels", "-l") { Description = "Class labels: .u8, .csv or .npy." };

    public static Option<string> Rounding() => new("--rounding")
    {
        Description = "double (CMSIS-NN and TFLM default) or single.",
        DefaultValueFactory = _ => "double",
    };

    public static Option<string> Bias() => new("--bias")
    {
        Description = "Narrow the biases first: int32, int4 to int16, or with a scheme as int8:channel-shift.",
        DefaultValueFactory = _ => "int32",
    };

    public static Option<string> Out() => new("--out") { Description = "Where run folders go.", DefaultValueFactory = _ => "hilrig-out" };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON." };

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No progress, no tables." };

    public static Option<bool> Wire() => new("--wire") { Description = "Send image and samples over the wire even where a board shares memory." };

    public static Option<bool> Stateful() => new("--stateful")
    {
        Description = "The samples are one stream: models that remember (SVDF, LSTM) keep their state; else it is reset before each sample.",
    };

    public static Option<double> Timeout() => new("--timeout")
    {
        Description = "Seconds a board may take to answer besides computing; after three times as long it counts as hung.",
        DefaultValueFactory = _ => 5,
    };

    /// <exception cref="UsageException">The file is not there, or is no intact model; names the file.</exception>
    public static ModelGraph ReadModel(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no model file {path}");
        if (Path.GetExtension(path) == ".onnx")
            throw new UsageException(
                $"{path} is an ONNX model, .tflite is read; convert it first: onnx2tf -i {Path.GetFileName(path)} writes a float32 .tflite, "
                + "from PyTorch litert-torch (once ai-edge-torch) does");
        try
        {
            return ModelReader.ReadFile(path);
        }
        catch (ModelException error)
        {
            throw new UsageException($"{path}: {error.Message}", error);
        }
    }

    public static Rounding ParseRounding(string text) => text switch
    {
        "double" => Kernels.FixedPoint.Rounding.Double,
        "single" => Kernels.FixedPoint.Rounding.Single,
        _ => throw new UsageException($"rounding '{text}' is unknown; legal are double and single"),
    };

    public static BiasSpec ParseBias(string text)
    {
        try
        {
            return BiasSpec.Parse(text);
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message, error);
        }
    }
}
