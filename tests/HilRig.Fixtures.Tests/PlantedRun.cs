using System.Xml.Linq;
using HilRig.Fixtures.Planted;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace HilRig.Fixtures.Tests;

/// <summary>Runs a planted fixture with NUnit's own runner and gives what NUnit's XML says.</summary>
internal static class PlantedRun
{
    /// <summary>The <c>test-case</c> elements by test name.</summary>
    public static IReadOnlyDictionary<string, XElement> Of<TFixture>()
    {
        PlantedTests.Forget();
        var result = XElement.Parse(Run(typeof(TFixture)).ToXml(recursive: true).OuterXml);
        return result.DescendantsAndSelf("test-case").ToDictionary(test => test.Attribute("name")!.Value);
    }

    public static string Result(this XElement test) => test.Attribute("result")!.Value + (test.Attribute("label") is { } label ? ":" + label.Value : "");

    public static string Message(this XElement test) => test.Descendants("message").FirstOrDefault()?.Value ?? "";

    public static string Output(this XElement test) => test.Element("output")?.Value ?? "";

    /// <summary>Value of a property; null for none.</summary>
    public static string? Property(this XElement test, string name) =>
        test.Descendants("property").FirstOrDefault(p => p.Attribute("name")!.Value == name)?.Attribute("value")!.Value;

    public static IEnumerable<string> Attachments(this XElement test) => test.Descendants("filePath").Select(f => f.Value);

    // A thread of its own: the runner sets up a context, and this test has one already.
    private static ITestResult Run(Type fixture)
    {
        ITestResult? result = null;
        var thread = new Thread(() =>
        {
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            runner.Load(fixture.Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
            result = runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><class>{fixture.FullName}</class></filter>"));
        });
        using (ExecutionContext.SuppressFlow())
            thread.Start();
        thread.Join();
        return result!;
    }
}
