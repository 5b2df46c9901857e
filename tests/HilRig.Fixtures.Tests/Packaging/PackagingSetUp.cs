namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>Packs once for all tests of the package.</summary>
[SetUpFixture]
public sealed class PackagingSetUp
{
    private static PackedPackage? _package;

    internal static PackedPackage Package => _package
        ?? throw new InvalidOperationException("the package is made before the tests of this namespace, and not for others");

    [OneTimeSetUp]
    public async Task Pack() => _package = await PackedPackage.PackAsync();

    [OneTimeTearDown]
    public void Delete() => _package?.Dispose();
}
