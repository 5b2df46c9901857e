using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Data;
using HilRig.Harness.Export.C;
using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.NNSupport;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig export</c>: a model in the form that a product takes.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Model = CommonOptions.Model();
    private static readonly Option<string> Folder = new("--output", "-o") { Description = "The folder to write; it is made.", Required = true };
    private static readonly Option<string> Bias = CommonOptions.Bias();
    private static readonly Option<string> Rounding = CommonOptions.Rounding();
    private static readonly Option<string?> Name = new("--name") { Description = "Prefix of files, functions and macros; the model file's name unless given." };
    private static readonly Option<string?> Mode = Among("--mode", "Size scratch for that build of CMSIS-NN alone and expect its outputs; for all unless given.", "plain", "dsp", "mve");
    private static readonly Option<string?> Widen = Among("--widen", "Widen narrow biases before each call, in shared memory (the default), or once, into RAM of their own.", "call", "init");
    private static readonly Option<string?> Input = new("--input", "-i") { Description = "Samples: the first becomes the self test's; random codes unless given." };
    private static readonly Option<bool> Force = new("--force") { Description = "Write over files of an earlier export." };
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();

    public static Command Create() => new("export", "A model in the form that a product takes.") { C() };

    private static Command C()
    {
        var command = new Command("c", "Write C11 that calls CMSIS-NN: weights, narrow biases, arena plan, layers and a self test.")
        {
            Model, Folder, Bias, Name, Mode, Widen, Rounding, Input, Force, Json, Quiet,
        };
        command.SetGuarded((p, _) =>
        {
            var export = Export(p);
            var folder = p.GetValue(Folder)!;
            export.WriteTo(folder, p.GetValue(Force));
            if (p.GetValue(Json))
                System.Console.WriteLine(JsonSerializer.Serialize(Summary(export, folder), JsonWriter.Options));
            else if (!p.GetValue(Quiet))
                Terminal.Write($"{export.Name} as C", TableOf(export.Sizes));
            foreach (var warning in export.Warnings)
                Terminal.Warning(warning);
            Terminal.Line($"{folder}: {string.Join(", ", export.Files.Select(f => f.Name))}");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static CExport Export(ParseResult p)
    {
        var graph = CommonOptions.ReadModel(p.GetValue(Model)!);
        var spec = CommonOptions.ParseBias(p.GetValue(Bias)!);
        var narrowed = spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), graph.Name);
        var model = PreparedModel.Prepare(narrowed, CommonOptions.ParseRounding(p.GetValue(Rounding)!));
        return CExport.Of(model, new()
        {
            Name = p.GetValue(Name) ?? CIdentifier.From(graph.Name),
            Bias = spec.Scheme is null ? "as in the model" : spec.ToString(),
            WidensAtInit = p.GetValue(Widen) == "init",
            Build = p.GetValue(Mode) switch { "plain" => KernelPath.C, "dsp" => KernelPath.Dsp, "mve" => KernelPath.Mve, _ => null },
            Sample = p.GetValue(Input) is { } input ? SampleSet.Read(input, model).Sample(0).ToArray() : null,
        });
    }

    private static object Summary(CExport export, string folder) => new
    {
        export.Name, Folder = folder, Files = export.Files.Select(f => new { f.Name, Bytes = f.Text.Length }), export.Sizes, export.Warnings,
    };

    private static Table TableOf(CExportSizes s) => new(
        [new("bytes"), new("plain C", true), new("DSP", true), new("MVE", true)],
        [
            Same("flash: weights", s.Weights), Same("flash: biases", s.Biases), Same("flash: scales of the outputs", s.Quantization),
            Same("RAM: tensor arena", s.Arena), ["RAM: scratch of CMSIS-NN", .. s.Scratch.Select(b => Bytes(b))], Same("RAM: widened biases", s.Widened),
            .. s.Sums == 0 ? Array.Empty<string[]>() : [["RAM: sums of weights", Bytes(0), Bytes(0), Bytes(s.Sums)]],
        ]);

    private static string[] Same(string name, int bytes) => [name, Bytes(bytes), Bytes(bytes), Bytes(bytes)];

    private static Option<string?> Among(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
