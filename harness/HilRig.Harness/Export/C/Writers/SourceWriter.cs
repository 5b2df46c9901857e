using HilRig.Simulator.Operators;

namespace HilRig.Harness.Export.C.Writers;

/// <summary>NAME.c: a function for each layer, and what runs them.</summary>
internal static class SourceWriter
{
    public static string Write(ModelCode code)
    {
        var lines = HeadWriter.Begin(code, $"{code.Name}: {code.Layers.Count} layers as calls of CMSIS-NN.")
            .Add($"#include \"{code.Name}.h\"").Add().Add("#include <stdbool.h>").Add("#include <stddef.h>").Add("#include <string.h>").Add()
            .Add("#include \"arm_nnfunctions.h\"").Add($"#include \"{code.Name}_data.h\"").Add()
            .AddAll(Memory(code)).Add()
            .Add("// Where tensors lie, and when; those that never live at the same time share bytes.").AddAll(ArenaCode.Lines(code.Model)).Add();
        foreach (var function in WideningCode.Functions(code.Widenings))
            lines.Add(function).Add();
        foreach (var (prepared, layer) in code.Layers)
            lines.AddAll(LayerWriter.Lines(code, prepared, layer)).Add();
        return lines.Add("// ---- The network ----").AddAll(Table(code)).Add().Add(HeaderWriter.Named(code, Engine(code))).Add()
            .AddAll(Endpoints(code)).AddAll(Run(code)).ToString();
    }

    private static IEnumerable<string> Memory(ModelCode code)
    {
        yield return $"static {code.Macro}_RAM _Alignas(16) int8_t arena[{code.Macro}_ARENA_BYTES];";
        if (code.Layers.Any(l => l.Code.Scratch is not null))
            yield return $"static {code.Macro}_RAM _Alignas(16) int8_t scratch[{code.Macro}_SCRATCH_BYTES];";
        if (code.SharedWidened > 0)
            yield return $"static {code.Macro}_RAM int32_t widened[{code.SharedWidened}];   // biases of the layer that runs, as CMSIS-NN takes them";
        if (!code.Options.WidensAtInit || !code.HasSums)
            yield break;
        yield return "";
        yield return "// MVE kernels of fully connected layers want sums of their weights, other builds none.";
        yield return "#if defined(__ARM_FEATURE_MVE)\n#define KERNEL_SUMS(outputs) (outputs)\n#else\n#define KERNEL_SUMS(outputs) 1\n#endif";
    }

    private static bool Prepares(ModelCode code) => code.Layers.Any(l => l.Code.Prepare.Count > 0);

    private static IEnumerable<string> Table(ModelCode code)
    {
        var prepares = Prepares(code);
        yield return "typedef struct layer {";
        yield return "    arm_cmsis_nn_status (*run)(void);";
        yield return "    int32_t (*scratch)(void);   // bytes it asks for; NULL for none";
        if (prepares)
            yield return "    bool (*prepare)(void);      // NULL for nothing to prepare";
        yield return "    const void *output;";
        yield return "    uint32_t output_bytes;";
        yield return "} layer_t;";
        yield return "";
        yield return $"static const layer_t layers[{code.Macro}_LAYERS] = {{";
        foreach (var (prepared, layer) in code.Layers)
            yield return $"    {{ {Row(code, prepared, layer, prepares)} }},";
        yield return "};";
    }

    private static string Row(ModelCode code, PreparedOperator prepared, CLayer layer, bool prepares)
    {
        var (name, output) = (LayerScope.NameOf(prepared.Node), prepared.Node.Outputs[0]);
        var prepare = layer.Prepare.Count > 0 ? name + "_prepare, " : "NULL, ";
        var scratch = layer.Scratch is null ? "NULL" : name + "_scratch";
        return $"{name}, {scratch}, {(prepares ? prepare : "")}{ArenaCode.Macro(output)}, {code.Model.Graph.Tensor(output).ByteCount}";
    }

    private static string Engine(ModelCode code) => $$"""
        static bool ready;
        static int32_t failed = -1;

        NAME_status_t NAME_init(void)
        {
            ready = false;
            for (int32_t i = 0; i < MACRO_LAYERS; i++) {
                const int32_t bytes = layers[i].scratch != NULL ? layers[i].scratch() : 0;
                if (bytes < 0 || bytes > MACRO_SCRATCH_BYTES{{(Prepares(code) ? " || (layers[i].prepare != NULL && !layers[i].prepare())" : "")}}) {
                    failed = i;
                    return MACRO_NO_SCRATCH;
                }
            }
            NAME_reset();
            failed = -1;
            ready = true;
            return MACRO_OK;
        }

        void NAME_reset(void)
        {
        {{Resets(code)}}
        }

        void *NAME_arena(void)
        {
            return arena;
        }

        NAME_status_t NAME_run_layer(int32_t index)
        {
            if (!ready) {
                return MACRO_NOT_READY;
            }
            if (index < 0 || index >= MACRO_LAYERS || layers[index].run() != ARM_CMSIS_NN_SUCCESS) {
                failed = index;
                return MACRO_REFUSED;
            }
            return MACRO_OK;
        }

        const void *NAME_layer_output(int32_t index, uint32_t *bytes)
        {
            const bool known = index >= 0 && index < MACRO_LAYERS;
            *bytes = known ? layers[index].output_bytes : 0;
            return known ? layers[index].output : NULL;
        }

        int32_t NAME_failed_layer(void)
        {
            return failed;
        }

        NAME_status_t NAME_invoke(void)
        {
            NAME_status_t status = MACRO_OK;
            for (int32_t i = 0; i < MACRO_LAYERS && status == MACRO_OK; i++) {
                status = NAME_run_layer(i);
            }
            return status;
        }
        """;

    private static string Resets(ModelCode code) => code.Model.Variables.IsEmpty
        ? "    // The model has no states."
        : string.Join('\n', code.Model.Variables.Select(v =>
            $"    memset({ArenaCode.Macro(v.Index)}, {v.ResetByte}, {code.Model.Plan[v.Index].Bytes});"));

    private static IEnumerable<string> Endpoints(ModelCode code)
    {
        foreach (var (endpoint, constness) in CEndpoint.Inputs(code).Select(e => (e, "")).Concat(CEndpoint.Outputs(code).Select(e => (e, "const "))))
            yield return $"{constness}{endpoint.Type} *{code.Name}_{endpoint.Function}(void)\n{{\n    return {ArenaCode.Macro(endpoint.Tensor.Index)};\n}}\n";
    }

    private static IEnumerable<string> Run(ModelCode code)
    {
        yield return $"{code.Name}_status_t {code.Name}_run({HeaderWriter.RunParameters(code)})";
        yield return "{";
        foreach (var input in CEndpoint.Inputs(code))
            yield return $"    memcpy({ArenaCode.Macro(input.Tensor.Index)}, {input.Function}, {input.Tensor.ByteCount});";
        yield return $"    const {code.Name}_status_t status = {code.Name}_invoke();";
        yield return $"    if (status == {code.Macro}_OK) {{";
        foreach (var output in CEndpoint.Outputs(code))
            yield return $"        memcpy({output.Function}, {ArenaCode.Macro(output.Tensor.Index)}, {output.Tensor.ByteCount});";
        yield return "    }";
        yield return "    return status;";
        yield return "}";
    }
}
