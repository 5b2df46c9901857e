using HilRig.TestKit;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>Texts that were looked at and found right, one file each in <c>Approved</c>.</summary>
internal static class Approved
{
    /// <summary>Equal to the approved file; what came instead is left beside the tests' binaries, to be looked at and copied over.</summary>
    public static void Check(string name, string text)
    {
        var approved = Checkout.PathOf("tests", "HilRig.Reporting.Tests", "Nightly", "Approved", name);
        var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{name}.received");
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : null;
        // One that lies there from an earlier run would be approved by mistake.
        File.Delete(received);
        if (expected != text)
            File.WriteAllText(received, text);
        Assert.That(text, Is.EqualTo(expected), $"if it is right: cp {received} {approved}");
    }

    /// <summary>What a page shows, without style and script, an element a line.</summary>
    public static string Body(string page)
    {
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)];
        return body.Replace("><", ">\n<", StringComparison.Ordinal);
    }
}
