using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HilRig.Harness.Nightly.Config;

/// <summary>
/// Checks YAML against the published JSON Schema and turns it into JSON. The schema is the one list of keys: what an editor completes is what is read
/// here. It understands the keywords that <c>hilrig.schema.json</c> uses, and an error names line, value, legal range and, of a key, the nearest known one.
/// </summary>
internal sealed class ConfigSchema(string path)
{
    /// <summary>The schema, as it is published.</summary>
    public static string Text { get; } = ReadResource();

    private static JsonObject Root { get; } = JsonNode.Parse(Text)!.AsObject();

    /// <exception cref="UsageException">The first thing that the schema does not allow.</exception>
    public JsonObject Check(YamlNode root) => Check(root, Root, "") is JsonObject config ? config : throw Error(root, "the file holds no keys");

    private JsonNode Check(YamlNode node, JsonObject rule, string at)
    {
        if (rule["$ref"]?.GetValue<string>() is { } reference)
            rule = Root["$defs"]![reference.Split('/')[^1]]!.AsObject();
        return node switch
        {
            YamlMappingNode map when Allows(rule, "object") => Mapping(map, rule, at),
            YamlSequenceNode list when Allows(rule, "array") => List(list, rule, at),
            YamlScalarNode scalar => Scalar(scalar, rule, at),
            _ => throw Error(node, $"{Shown(at)} is a {(node is YamlMappingNode ? "mapping" : "list")}, legal: {Types(rule)}"),
        };
    }

    private JsonObject Mapping(YamlMappingNode map, JsonObject rule, string at)
    {
        var result = new JsonObject();
        foreach (var (keyNode, value) in map.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? throw Error(keyNode, $"{Shown(at)} has a key that is no text");
            var place = at.Length == 0 ? key : $"{at}.{key}";
            CheckName(keyNode, key, rule, at);
            result[key] = Check(value, RuleOf(keyNode, key, rule, at), place);
        }
        foreach (var required in (rule["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !result.ContainsKey(name)))
            throw Error(map, $"{Shown(at)} lacks '{required}'");
        if (rule["minProperties"]?.GetValue<int>() is { } least && result.Count < least)
            throw Error(map, $"{Shown(at)} is empty, legal: at least {least} entry");
        return result;
    }

    private JsonObject RuleOf(YamlNode node, string key, JsonObject rule, string at)
    {
        var known = rule["properties"] as JsonObject;
        if (known?[key] is JsonObject own)
            return own;
        if (rule["additionalProperties"] is JsonObject any)
            return any;
        var names = known?.Select(property => property.Key).ToList() ?? [];
        var hint = NearestName.Of(key, names) is { } nearest ? $"did you mean '{nearest}'?" : $"known: {string.Join(", ", names)}";
        throw Error(node, $"{Shown(at)} has no key '{key}'; {hint}");
    }

    private void CheckName(YamlNode node, string key, JsonObject rule, string at)
    {
        if (rule["propertyNames"]?["pattern"]?.GetValue<string>() is { } pattern && !Matches(key, pattern))
            throw Error(node, $"{Shown(at)} has the name '{key}', legal: letters, digits, '.', '_' and '-', a letter or digit first");
    }

    private JsonArray List(YamlSequenceNode list, JsonObject rule, string at)
    {
        if (rule["minItems"]?.GetValue<int>() is { } least && list.Children.Count < least)
            throw Error(list, $"{Shown(at)} is empty, legal: at least {least} entry");
        return [.. list.Children.Select((item, i) => Check(item, rule["items"]!.AsObject(), string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]")))];
    }

    private JsonValue Scalar(YamlScalarNode scalar, JsonObject rule, string at)
    {
        var text = scalar.Value ?? "";
        var isPlain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        if (Allows(rule, "string") && (text.Length > 0 || !isPlain))
            return JsonValue.Create(CheckedText(scalar, text, rule, at));
        if (isPlain && Allows(rule, "boolean") && text is "true" or "false")
            return JsonValue.Create(text == "true");
        if (isPlain && Allows(rule, "integer") && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create((long)InRange(scalar, whole, rule, at));
        if (isPlain && Allows(rule, "number") && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return JsonValue.Create(InRange(scalar, number, rule, at));
        throw Error(scalar, $"{Shown(at)} is '{text}', legal: {Types(rule)}");
    }

    private string CheckedText(YamlNode node, string text, JsonObject rule, string at)
    {
        if (rule["enum"] is JsonArray legal && !legal.Any(value => value!.GetValue<string>() == text))
            throw Error(node, $"{Shown(at)} is '{text}', legal: {string.Join(", ", legal.Select(value => value!.GetValue<string>()))}");
        if (rule["pattern"]?.GetValue<string>() is { } pattern && !Matches(text, pattern))
            throw Error(node, $"{Shown(at)} is '{text}', legal: {pattern}");
        return text;
    }

    private double InRange(YamlNode node, double value, JsonObject rule, string at)
    {
        var (least, most) = (rule["minimum"]?.GetValue<double>(), rule["maximum"]?.GetValue<double>());
        return value >= (least ?? value) && value <= (most ?? value)
            ? value
            : throw Error(node, string.Create(CultureInfo.InvariantCulture, $"{Shown(at)} is {value}, legal: {(most is null ? $"{least} and more" : $"{least}..{most}")}"));
    }

    private static bool Allows(JsonObject rule, string type) => Names(rule).Contains(type);

    private static IEnumerable<string> Names(JsonObject rule) => rule["type"] switch
    {
        JsonArray several => several.Select(name => name!.GetValue<string>()),
        { } one => [one.GetValue<string>()],
        null => [],
    };

    private static string Types(JsonObject rule) => string.Join(" or ", Names(rule).Select(name => name switch
    {
        "object" => "a mapping",
        "array" => "a list",
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        _ => "true or false",
    }));

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static string Shown(string at) => at.Length == 0 ? "the file" : at;

    private UsageException Error(YamlNode node, string message) => new($"{path}:{node.Start.Line}: {message}");

    private static string ReadResource()
    {
        const string name = "HilRig.Harness.hilrig.schema.json";
        using var stream = typeof(ConfigSchema).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
