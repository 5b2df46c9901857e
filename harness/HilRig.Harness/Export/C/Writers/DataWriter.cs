
namespace HilRig.Harness.Export.C.Writers;

/// <summary>NAME_data.h and NAME_data.c: the constants.</summary>
internal static class DataWriter
{
    public static string Header(ModelCode code)
    {
        var lines = HeadWriter.Begin(code, $"{code.Name}: weights, biases and scales of the outputs; used by {code.Name}.c alone.")
            .Add($"#ifndef {code.Macro}_DATA_H").Add($"#define {code.Macro}_DATA_H").Add().Add("#include <stdint.h>").Add();
        foreach (var array in code.Data.Arrays)
            lines.Add($"extern const {array.Type} {array.Declaration};   // {array.Note}");
        return lines.Add().Add("#endif").ToString();
    }

    public static string Source(ModelCode code)
    {
        var lines = HeadWriter.Begin(code, $"{code.Name}: weights, biases and scales of the outputs.")
            .Add($"#include \"{code.Name}_data.h\"").Add().Add($"#include \"{code.Name}.h\"");
        foreach (var array in code.Data.Arrays)
            lines.Add().Add($"// {array.Note}").Add($"const {code.Macro}_FLASH _Alignas(16) {array.Type} {array.Declaration} = {{").AddAll(array.Lines()).Add("};");
        return lines.ToString();
    }
}
