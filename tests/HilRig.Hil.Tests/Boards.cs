using HilRig.Harness.Emulators;
using HilRig.Harness.Targets;

namespace HilRig.Hil.Tests;

/// <summary>Opens targets for tests; what is not installed ignores the test with its reason.</summary>
internal static class Boards
{
    public static async Task<DeviceTarget> OpenAsync(string name, TargetSettings? settings = null)
    {
        try
        {
            return (DeviceTarget)await TargetFactory.OpenAsync(name, settings ?? new(), TestContext.CurrentContext.CancellationToken);
        }
        catch (Exception missing) when (missing is EmulatorMissingException or FirmwareMissingException)
        {
            Assert.Ignore(missing.Message);
            throw;
        }
    }
}
