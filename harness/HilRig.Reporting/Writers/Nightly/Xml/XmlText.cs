using System.Globalization;
using System.Text;
using System.Xml;

namespace HilRig.Reporting.Writers.Nightly.Xml;

/// <summary>XML that every reader takes, whatever a device said.</summary>
internal static class XmlText
{
    // Entitized line ends come back as they were; attributes would lose them.
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, Encoding = new UTF8Encoding(false), CheckCharacters = true,
    };

    /// <summary>A whole document.</summary>
    public static string Document(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartDocument();
            write(xml);
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>An element with attributes and what is inside it.</summary>
    public static void Element(this XmlWriter xml, string name, (string Name, object Value)[] attributes, Action? inside = null)
    {
        xml.WriteStartElement(name);
        foreach (var (key, value) in attributes)
            xml.WriteAttributeString(key, Text(value));
        inside?.Invoke();
        xml.WriteEndElement();
    }

    /// <summary>An element with text alone.</summary>
    public static void Text(this XmlWriter xml, string name, string text) => xml.WriteElementString(name, Printable.Of(text));

    /// <summary>Properties as JUnit and NUnit have them.</summary>
    public static void Properties(this XmlWriter xml, IEnumerable<(string Name, string Value)> properties) => xml.Element("properties", [], () =>
    {
        foreach (var (name, value) in properties)
            xml.Element("property", [("name", name), ("value", value)]);
    });

    /// <summary>Text inside the element that is open.</summary>
    public static void Said(this XmlWriter xml, string text) => xml.WriteString(Printable.Of(text));

    private static string Text(object value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : Printable.Of((string)value);
}
