using HilRig.Harness.Boards;
using HilRig.Harness.Emulators;
using HilRig.Harness.Targets;

namespace HilRig.Hil.Tests;

/// <summary>Opens targets for tests; what is not installed ignores the test with its reason.</summary>
internal static class Boards
{
    public static async Task<DeviceTarget> OpenAsync(string name, TargetSettings? settings = null) =>
        (DeviceTarget)await OrIgnoreAsync(TargetFactory.OpenAsync(name, settings ?? new(), TestContext.CurrentContext.CancellationToken));

    public static Task<EmulatedBoard> StartAsync(BoardDescription board, EmulatorStart start, string kind = "qemu")
    {
        if (!File.Exists(start.ProgramPath))
            Assert.Ignore(new FirmwareMissingException(board.Id, start.ProgramPath).Message);
        return OrIgnoreAsync(EmulatorRegistry.Get(kind).StartAsync(board, start, TestContext.CurrentContext.CancellationToken));
    }

    private static async Task<T> OrIgnoreAsync<T>(Task<T> opening)
    {
        try
        {
            return await opening;
        }
        catch (Exception missing) when (missing is EmulatorMissingException or FirmwareMissingException)
        {
            Assert.Ignore(missing.Message);
            throw;
        }
    }
}
