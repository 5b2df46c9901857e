using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Harness.Export.C.Writers;

/// <summary>NAME.h: all that an application needs.</summary>
internal static class HeaderWriter
{
    private const string Use = "// NAME_init() once, then NAME_run() for each input. Not re-entrant: one arena, one caller at a time.";

    public static string Write(ModelCode code)
    {
        var lines = HeadWriter.Begin(code, $"{code.Name}: a neural network as calls of CMSIS-NN.")
            .Add("//").Add(Named(code, Use))
            .Add($"#ifndef {code.Macro}_H").Add($"#define {code.Macro}_H").Add().Add("#include <stdint.h>").Add()
            .Add("#ifdef __cplusplus").Add("extern \"C\" {").Add("#endif").Add();
        foreach (var endpoint in CEndpoint.Inputs(code).Concat(CEndpoint.Outputs(code)))
            lines.AddAll(Endpoint(code, endpoint)).Add();
        return lines.AddAll(Memory(code)).Add().AddAll(Identity(code)).Add()
            .Add(Named(code, Status)).Add().AddAll(Functions(code)).Add()
            .Add("#ifdef __cplusplus").Add("}").Add("#endif").Add().Add("#endif").ToString();
    }

    /// <summary>The parameters of NAME_run.</summary>
    public static string RunParameters(ModelCode code) => string.Join(", ",
        CEndpoint.Inputs(code).Select(i => $"const {i.Type} *{i.Function}").Concat(CEndpoint.Outputs(code).Select(o => $"{o.Type} *{o.Function}")));

    public static string Named(ModelCode code, string text) => text.Replace("NAME_", code.Name + "_").Replace("MACRO_", code.Macro + "_");

    private static IEnumerable<string> Endpoint(ModelCode code, CEndpoint e)
    {
        yield return $"// {char.ToUpperInvariant(e.Function[0])}{e.Function[1..].Replace('_', ' ')}: {ArenaCode.Shape(e.Tensor)}, {CComment.Quoted(e.Tensor.Name)}.";
        yield return $"#define {code.Macro}_{e.Macro}_ELEMENTS {e.Tensor.ElementCount}";
        if (e.Tensor.Quantization is not { } q)
            yield break;
        yield return "// A real value r is the code round(r / SCALE) + ZERO_POINT, clamped to the type; a code q means (q - ZERO_POINT) * SCALE.";
        yield return $"#define {code.Macro}_{e.Macro}_SCALE {CExpression.Of(q.Scale())}";
        yield return $"#define {code.Macro}_{e.Macro}_ZERO_POINT ({q.ZeroPoint()})";
    }

    private static IEnumerable<string> Memory(ModelCode code)
    {
        var scratch = code.Sizes.Scratch;
        yield return $"#define {code.Macro}_LAYERS {code.Layers.Count}";
        yield return $"#define {code.Macro}_ARENA_BYTES {code.Sizes.Arena}   // RAM for tensors";
        yield return $"#define {code.Macro}_CONSTANT_BYTES {code.Sizes.Flash}   // flash for weights, biases and scales";
        yield return $"// RAM that CMSIS-NN works in: plain C builds ask for {scratch[0]} bytes, DSP for {scratch[1]}, MVE for {scratch[2]}. Define it for";
        yield return $"// one of them where memory is short; {code.Name}_init() asks the library and refuses too little.";
        yield return $"#ifndef {code.Macro}_SCRATCH_BYTES";
        yield return $"#define {code.Macro}_SCRATCH_BYTES {code.ScratchBytes}";
        yield return "#endif";
        yield return "";
        yield return $"// Attributes of working memory and of weights, to place them: -D{code.Macro}_RAM='__attribute__((section(\".dtcm\")))'.";
        foreach (var place in new[] { "RAM", "FLASH" })
        {
            yield return $"#ifndef {code.Macro}_{place}";
            yield return $"#define {code.Macro}_{place}";
            yield return "#endif";
        }
    }

    private static IEnumerable<string> Identity(ModelCode code)
    {
        var hash = code.Model.Graph.Sha256.Length > 0 ? Convert.FromHexString(code.Model.Graph.Sha256) : new byte[32];
        yield return "// SHA-256 of the .tflite with these biases, and how it rounds: 1 for a CMSIS-NN built with CMSIS_NN_USE_SINGLE_ROUNDING.";
        yield return $"#define {code.Macro}_SHA256 \\";
        yield return $"    {{ {string.Join(", ", hash[..16].Select(b => $"0x{b:x2}"))}, \\";
        yield return $"      {string.Join(", ", hash[16..].Select(b => $"0x{b:x2}"))} }}";
        yield return $"#define {code.Macro}_SINGLE_ROUNDING {(code.Model.Rounding == Rounding.Single ? 1 : 0)}";
        yield return $"#define {code.Macro}_STATEFUL {(code.Model.IsStateful ? 1 : 0)}   // 1: outputs depend on earlier inputs";
    }

    private const string Status = """
        typedef enum NAME_status {
            MACRO_OK = 0,
            MACRO_NOT_READY = 1,    // NAME_init() has not succeeded
            MACRO_NO_SCRATCH = 2,   // this build of CMSIS-NN asks for more than MACRO_SCRATCH_BYTES
            MACRO_REFUSED = 3,      // CMSIS-NN refused an operator's arguments; see NAME_failed_layer()
        } NAME_status_t;
        """;

    private static IEnumerable<string> Functions(ModelCode code)
    {
        yield return Named(code, "// Checks the scratch, prepares the layers and clears states. Once, before anything else.\nNAME_status_t NAME_init(void);");
        yield return "";
        yield return Named(code, $"// One inference: copies the input, computes, copies the output.\nNAME_status_t NAME_run({RunParameters(code)});");
        yield return "";
        yield return "// The same without copies: write the input, which does not outlast an inference, invoke, read the output.";
        foreach (var e in CEndpoint.Inputs(code))
            yield return Named(code, $"{e.Type} *NAME_{e.Function}(void);");
        yield return Named(code, "NAME_status_t NAME_invoke(void);");
        foreach (var e in CEndpoint.Outputs(code))
            yield return Named(code, $"const {e.Type} *NAME_{e.Function}(void);");
        yield return "";
        yield return Named(code, "// The arena, MACRO_ARENA_BYTES of it. Between inferences it is free for other use, but for states.\nvoid *NAME_arena(void);");
        yield return "";
        yield return Named(code, "// States as at the beginning; nothing to do for a model without any.\nvoid NAME_reset(void);");
        yield return "";
        yield return "// Layer by layer, in order, for profiling and debugging.";
        yield return Named(code, "NAME_status_t NAME_run_layer(int32_t index);");
        yield return Named(code, "const void *NAME_layer_output(int32_t index, uint32_t *bytes);");
        yield return "// Index of the layer that failed last; -1 for none.";
        yield return Named(code, "int32_t NAME_failed_layer(void);");
        yield return "";
        yield return "// One inference whose outputs are known: 0, or how many of them differ; below 0 minus the status. It clears states.";
        yield return Named(code, "// In NAME_test.c; leave that file out where it is not called.\nint32_t NAME_self_test(void);");
    }
}
