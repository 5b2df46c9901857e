using System.Globalization;
using HilRig.Kernels.Vectorized;
using HilRig.TestKit;

namespace HilRig.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Layers">Time layers, not whole models.</param>
/// <param name="Width">Only this width of the simulator; null for every width this machine has.</param>
/// <param name="Models">Folder of <c>.tflite</c> files, or one file.</param>
/// <param name="Budget">Time given to one row's contest after warming up.</param>
internal sealed record BenchmarkOptions(bool Layers, VectorWidth? Width, string Models, bool Markdown, TimeSpan Budget, bool Others, string Filter)
{
    public const string Usage = """
        usage: HilRig.Benchmarks [layers|models] [--width 128|256|512] [--models DIR|FILE] [--filter TEXT] [--seconds S]
                                 [--ours] [--markdown]
          layers     the shapes of the speed targets, then every layer of the models
          models     whole models (default)
          --width    time this width only; without it every width this machine has
          --models   .tflite files to time; without it the bundled digits model
          --filter   rows whose name holds TEXT
          --seconds  time for each row, default 1
          --ours     leave out the scalar form and ONNX Runtime
        """;

    /// <summary>Null where the arguments are wrong.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var options = new BenchmarkOptions(false, null, Checkout.PathOf("fixtures", "models", "digits_int8.tflite"), false, TimeSpan.FromSeconds(1), true, "");
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var argument))
        {
            var next = argument is "--width" or "--models" or "--seconds" or "--filter" ? rest.TryDequeue(out var value) ? value : null : "";
            if (next is null || Apply(options, argument, next) is not { } applied)
                return null;
            options = applied;
        }
        return options;
    }

    private static BenchmarkOptions? Apply(BenchmarkOptions options, string argument, string value) => argument switch
    {
        "layers" => options with { Layers = true },
        "models" => options with { Layers = false },
        "--markdown" => options with { Markdown = true },
        "--ours" => options with { Others = false },
        "--models" => options with { Models = value },
        "--filter" => options with { Filter = value },
        "--width" when Enum.TryParse<VectorWidth>("Bits" + value, out var width) => options with { Width = width },
        "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) => options with { Budget = TimeSpan.FromSeconds(seconds) },
        _ => null,
    };
}
