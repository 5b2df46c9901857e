using NUnit.Framework;

namespace HilRig.TestKit;

/// <summary>Tests that take minutes, which run only when they are asked for.</summary>
public static class Slow
{
    /// <summary>Their category.</summary>
    public const string Category = "Slow";

    private const string Variable = "HILRIG_SLOW";

    /// <summary>Ignores the running test unless <c>HILRIG_SLOW=1</c> is set.</summary>
    public static void Need()
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
            Assert.Ignore($"takes minutes: {Variable}=1 ./hilrig test --filter TestCategory={Category}");
    }
}
