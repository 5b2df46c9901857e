using NUnit.Framework;

namespace HilRig.TestKit;

/// <summary>The reference material beside the checkout, which a fresh clone need not have.</summary>
public static class Shared
{
    /// <summary>Category of tests that read it.</summary>
    public const string Category = "Shared";

    private static string Folder => Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared"));

    public static bool IsPresent => Directory.Exists(Folder);

    /// <summary>A path in the material; ignores the running test where it is absent.</summary>
    public static string Need(params string[] parts)
    {
        if (!IsPresent)
            Assert.Ignore("the reference material ../shared is not beside this checkout");
        return Path.Combine([Folder, .. parts]);
    }
}
