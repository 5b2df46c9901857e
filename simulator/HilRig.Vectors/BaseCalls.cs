using System.Text.Json;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors;

/// <summary>The plain calls that error vectors vary: valid in everything the vector does not name.</summary>
internal static class BaseCalls
{
    private const string Params = """
        "params": { "input_offset": 0, "output_offset": 0, "filter_offset": 0, "ch_mult": 1, "stride": { "w": 1, "h": 1 }, "padding": { "w": 0, "h": 0 },
        "padding_offsets": { "w": 0, "h": 0 }, "dilation": { "w": 1, "h": 1 }, "activation": { "min": -128, "max": 127 }, "is_int32_bias": false,
        "num_rows": 1, "row_size": 4, "rank": 1, "input_activation": { "min": -128, "max": 127 }, "output_activation": { "min": -128, "max": 127 } }
        """;

    private const string Quant = """
        "quant": { "multiplier": 1073741824, "shift": 0, "input_multiplier": 1073741824, "input_shift": 0, "output_multiplier": 1073741824, "output_shift": 0 }
        """;

    private const string Convolution = """ "input": [1,5,5,4], "filter": [4,3,3,4], "output": [1,3,3,4] """;
    private const string Pointwise = """ "input": [1,5,5,4], "filter": [4,1,1,4], "output": [1,5,5,4] """;
    private const string Row = """ "input": [1,1,9,4], "filter": [4,1,3,4], "output": [1,1,7,4] """;
    private const string Depthwise = """ "input": [1,5,5,4], "filter": [1,3,3,4], "output": [1,3,3,4] """;
    private const string Pool = """ "input": [1,4,4,4], "filter": [1,2,2,1], "output": [1,3,3,4] """;
    private const string Svdf = """ "input": [1,4,1,1], "weights_feature": [2,4,1,1], "weights_time": [2,3,1,1], "state": [1,6,1,1], "output": [1,2,1,1] """;
    private const string Transposed = """ "input": [1,5,5,20], "filter": [4,3,3,20], "output": [1,7,7,4] """;

    public static VectorCase For(VectorCase vector)
    {
        using var document = JsonDocument.Parse($$"""{ {{Params}}, {{Quant}}, "dims": { {{Dims(vector.Function)}} } }""");
        return new(document.RootElement.Clone());
    }

    private static string Dims(string function) => function switch
    {
        _ when function.Contains("transpose_conv", StringComparison.Ordinal) => Transposed,
        _ when function.Contains("_1x1_", StringComparison.Ordinal) => Pointwise,
        _ when function.Contains("_1_x_n_", StringComparison.Ordinal) => Row,
        _ when function.Contains("depthwise", StringComparison.Ordinal) => Depthwise,
        _ when function.Contains("pool", StringComparison.Ordinal) => Pool,
        _ when function.Contains("svdf", StringComparison.Ordinal) => Svdf,
        _ => Convolution,
    };
}
