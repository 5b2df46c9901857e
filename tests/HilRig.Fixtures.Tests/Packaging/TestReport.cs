using System.Xml.Linq;

namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>What a TRX file says.</summary>
internal sealed class TestReport(string path)
{
    private readonly XElement _root = XDocument.Load(path).Root!;

    /// <summary>Outcomes by test name; tests of several targets share a name.</summary>
    public ILookup<string, string> Outcomes =>
        Elements("UnitTestResult").ToLookup(r => r.Attribute("testName")!.Value.Split('.')[^1], r => r.Attribute("outcome")!.Value);

    /// <summary>Why tests did not run.</summary>
    public IEnumerable<string> Skipped => Elements("UnitTestResult").Where(r => r.Attribute("outcome")!.Value == "NotExecuted")
        .Select(r => r.Descendants().First(e => e.Name.LocalName == "Message").Value);

    /// <summary>Everything the tests printed.</summary>
    public string Output => string.Join('\n', Elements("StdOut").Select(e => e.Value));

    /// <summary>Names of attached files that are there.</summary>
    public IEnumerable<string> Attachments => Elements("ResultFile").Select(e => Path.GetFileName(e.Attribute("path")!.Value.Replace('\\', '/')));

    private IEnumerable<XElement> Elements(string name) => _root.Descendants().Where(e => e.Name.LocalName == name);
}
