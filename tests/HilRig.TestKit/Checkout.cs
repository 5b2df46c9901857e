namespace HilRig.TestKit;

/// <summary>Places in the checkout the tests run from.</summary>
public static class Checkout
{
    /// <summary>The folder that holds HilRig.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HilRig.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no HilRig.sln above {AppContext.BaseDirectory}; run the tests from a checkout");
    }
}
