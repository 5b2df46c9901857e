using System.Diagnostics;
using HilRig.TestKit;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>A copy of the firmware tree with a fault planted in its source, built for some boards; the others are as they were.</summary>
internal sealed class PlantedFirmware : IDisposable
{
    private static readonly string[] Sources = ["app", "boards", "lib", "Makefile"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hilrig-planted-");

    /// <summary>For HILRIG_FIRMWARE.</summary>
    public string Path => _folder.FullName;

    /// <param name="file">In the firmware folder.</param>
    /// <param name="before">A piece of its text, which must be there once.</param>
    /// <param name="after">What takes its place.</param>
    /// <param name="planted">Boards that get the fault.</param>
    /// <param name="sound">Boards that do not.</param>
    public static PlantedFirmware Build(string file, string before, string after, string[] planted, string[] sound)
    {
        if (!Tools.Has("arm-none-eabi-gcc"))
            Assert.Ignore("arm-none-eabi-gcc is not installed: install gcc-arm-none-eabi");
        NightBench.RequireBoards([.. planted, .. sound]);
        var firmware = new PlantedFirmware();
        // Times are kept, so that make compiles what has changed and no more.
        Run("cp", ["-a", .. Sources.Select(source => Checkout.PathOf("firmware", source)), firmware.Path]);
        Directory.CreateDirectory(System.IO.Path.Combine(firmware.Path, "build"));
        Run("cp", ["-a", .. planted.Concat(sound).Select(board => Checkout.PathOf("firmware", "build", board)), System.IO.Path.Combine(firmware.Path, "build")]);
        var source = System.IO.Path.Combine(firmware.Path, file);
        var text = File.ReadAllText(source);
        Assert.That(text.Split(before), Has.Length.EqualTo(2), $"'{before}' is not once in {file}: the firmware has moved on, and so must this test");
        File.WriteAllText(source, text.Replace(before, after, StringComparison.Ordinal));
        foreach (var board in planted)
            Run("make", ["-s", "-C", firmware.Path, $"BOARD={board}"]);
        return firmware;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        Assert.That(process.WaitForExit(TimeSpan.FromMinutes(3)) && process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }
}
