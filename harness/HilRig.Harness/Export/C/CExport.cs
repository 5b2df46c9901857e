using System.Globalization;
using HilRig.Harness.Export.C.Text;
using HilRig.Harness.Export.C.Writers;
using HilRig.Simulator.Analysis;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Export.C;

/// <summary>A model as C11 that calls CMSIS-NN: the same bytes for the same model and options, on every machine.</summary>
/// <param name="Warnings">Where builds of CMSIS-NN would refuse an operator, or compute other bits than the self test expects.</param>
public sealed record CExport(string Name, IReadOnlyList<CFile> Files, CExportSizes Sizes, IReadOnlyList<string> Warnings)
{
    /// <exception cref="UnsupportedModelException">An operator cannot be written as a call of CMSIS-NN; names it and what to do.</exception>
    /// <exception cref="UsageException">The name is none for C.</exception>
    public static CExport Of(PreparedModel model, CExportOptions options)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Signs and points of C, whatever the user's language writes.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return Write(model, options with { Name = CIdentifier.Require(options.Name) });
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Writes the files into a folder, which is made.</summary>
    /// <param name="force">Overwrite what lies there under the files' names.</param>
    /// <exception cref="UsageException">The folder cannot be made or written, or is not empty.</exception>
    public void WriteTo(string folder, bool force)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (!force && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new UsageException($"{folder} is not empty; give a new folder, or --force to write over files of the export");
            foreach (var file in Files)
                File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written ({error.Message}); give a folder that can be made", error);
        }
    }

    private static CExport Write(PreparedModel model, CExportOptions options)
    {
        var code = new ModelCode(model, options);
        var (test, warnings) = (CSelfTest.Of(model, options.Build, options.Sample), WarningsOf(model, options));
        CFile[] files =
        [
            new($"{code.Name}.h", HeaderWriter.Write(code)),
            new($"{code.Name}.c", SourceWriter.Write(code)),
            new($"{code.Name}_data.h", DataWriter.Header(code)),
            new($"{code.Name}_data.c", DataWriter.Source(code)),
            new($"{code.Name}_test.c", SelfTestWriter.Write(code, test)),
            new("README.md", ReadmeWriter.Write(code, warnings, test.TellsRoundings)),
        ];
        return new(code.Name, files, code.Sizes, warnings);
    }

    private static string[] WarningsOf(PreparedModel model, CExportOptions options) =>
    [
        .. from prepared in model.Operators
           from warning in BuildCheck.Of(model, prepared)
           where options.Build is not { } build || warning.Builds.Contains(build)
           select $"operator {prepared.Node.Index} {prepared.Node.Name}: {warning}",
    ];
}
