using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Export.C.Writers;

/// <summary>NAME_test.c: one input, and the outputs that the simulator computed for it.</summary>
internal static class SelfTestWriter
{
    public static string Write(ModelCode code, CSelfTest test)
    {
        var (inputs, outputs) = (CEndpoint.Inputs(code), CEndpoint.Outputs(code));
        var lines = HeadWriter.Begin(code, $"{code.Name}: one inference whose outputs are known, as HilRig's simulator computes them.")
            .Add($"#include \"{code.Name}.h\"").Add();
        lines.AddAll(Arrays(inputs, test.Inputs, "")).AddAll(Arrays(outputs, test.Outputs, "expected_"));
        foreach (var o in outputs)
            lines.Add($"static {o.Type} {o.Function}[{o.Tensor.ElementCount}];");
        var arguments = string.Join(", ", inputs.Concat(outputs).Select(e => e.Function));
        return lines.Add().Add(HeaderWriter.Named(code, $$"""
            int32_t NAME_self_test(void)
            {
                NAME_status_t status = NAME_init();
                if (status == MACRO_OK) {
                    status = NAME_run({{arguments}});
                }
                if (status != MACRO_OK) {
                    return -(int32_t)status;
                }
                int32_t differing = 0;
            {{string.Join('\n', outputs.Select(o => Compare(code, o)))}}
                NAME_reset();
                return differing;
            }
            """)).ToString();
    }

    private static string Compare(ModelCode code, CEndpoint o) => $$"""
            for (int32_t i = 0; i < {{code.Macro}}_{{o.Macro}}_ELEMENTS; i++) {
                differing += {{o.Function}}[i] != expected_{{o.Function}}[i] ? 1 : 0;
            }
        """;

    private static IEnumerable<string> Arrays(CEndpoint[] endpoints, byte[] bytes, string prefix)
    {
        var offset = 0;
        foreach (var e in endpoints)
        {
            var count = (int)e.Tensor.ByteCount;
            var array = new CArray($"{prefix}{e.Function}", e.Type, Values(e.Tensor, bytes.AsSpan(offset, count)), CPurpose.Weights, "");
            offset += count;
            yield return $"static const {e.Type} {array.Declaration} = {{";
            foreach (var line in array.Lines())
                yield return line;
            yield return "};";
        }
    }

    private static long[] Values(TensorInfo tensor, ReadOnlySpan<byte> bytes) => tensor.Type == ElementType.Int16
        ? [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(v => (long)v)]
        : [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray().Select(v => (long)v)];
}
