using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Quantizing;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig quantize</c>: a float model and samples into an integer model, with what that cost.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        var (options, json, quiet) = (new QuantizeOptions(), CommonOptions.Json(), CommonOptions.Quiet());
        var command = new Command("quantize", "Float32 .tflite and samples into int8, int16x8 or q7, with biases of the wanted width.");
        options.AddTo(command);
        command.Add(json);
        command.Add(quiet);
        command.SetGuarded(async (p, cancellation) =>
        {
            var request = options.Request(p);
            var (file, record) = await TerminalProgress.ShowAsync(
                p.GetValue(quiet), progress => Task.Run(() => new Quantizer(request, progress).Run(cancellation), cancellation));
            await File.WriteAllBytesAsync(options.Output(p), file, cancellation);
            if (p.GetValue(json))
                System.Console.WriteLine(JsonSerializer.Serialize(record, JsonWriter.Options));
            else if (!p.GetValue(quiet))
                Terminal.Write(QuantizeTable.Heading(record), QuantizeTable.Of(record));
            if (!p.GetValue(quiet))
                foreach (var sentence in QuantizeTable.Sentences(record, options.Output(p)))
                    Terminal.Line(sentence);
            return ExitCode.Pass;
        });
        return command;
    }
}
