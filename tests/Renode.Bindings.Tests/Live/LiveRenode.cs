using HilRig.TestKit;
using Renode.Bindings.Emulations;
using Renode.Bindings.Installations;

namespace Renode.Bindings.Tests.Live;

/// <summary>The Renode the live tests share: one process, a machine a test. Where none is installed they are skipped with the reason.</summary>
internal static class LiveRenode
{
    public static string Platform { get; } = Checkout.PathOf("fixtures", "renode", "echo.repl");

    public static string Program { get; } = Checkout.PathOf("fixtures", "renode", "echo.elf");

    public static void NeedsRenode()
    {
        if (RenodeInstallation.TryFind(out var reason) is null)
            Assert.Ignore(reason!);
    }

    /// <summary>A machine with the echo program, in virtual time that does not wait for the wall clock.</summary>
    public static async Task<Machine> EchoAsync(RenodeSession session, string name)
    {
        await session.Emulation.SetAdvanceImmediatelyAsync(true);
        var machine = await session.Emulation.CreateMachineAsync(name);
        await machine.LoadPlatformAsync(Platform);
        await machine.LoadElfAsync(Program);
        return machine;
    }
}
