using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness;
using HilRig.Harness.Nightly;
using HilRig.Harness.Nightly.History;
using HilRig.Harness.Runs;
using HilRig.Reporting.Html.Nightly;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig history</c>: the nights there were, and figures over them.</summary>
internal static class HistoryCommand
{
    private const int NightsShown = 20;

    public static Command Create()
    {
        var options = new HistoryOptions();
        var metric = new Option<string?>("--metric")
        {
            Description = "Figures over the nights instead of the nights, with the nights in which they changed: instructions, arena, \"instructions[*\" for operators, \"*\".",
        };
        var html = new Option<string?>("--html") { Description = "Write a page with figures over the nights (of --metric, else all of whole jobs); it works offline." };
        var command = new Command("history", "Nights there were, and how their figures changed.") { metric, html };
        foreach (var option in options.OfNights)
            command.Add(option);
        command.Add(Nights());
        command.Add(HistoryAddCommand.Create());
        command.SetGuarded((p, _) =>
        {
            using var history = NightHistory.OpenExisting(options.Path(p));
            var (query, json) = (options.Query(p), p.GetValue(options.Json));
            if (p.GetValue(metric) is not null || p.GetValue(html) is not null)
                Figures(history, query, p.GetValue(metric), p.GetValue(html), json);
            else
                List(history, query, json);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static Command Nights()
    {
        var options = new HistoryOptions();
        var command = new Command("nights", "The nights there were; what hilrig history shows without --metric.");
        foreach (var option in options.OfNights)
            command.Add(option);
        command.SetGuarded((p, _) =>
        {
            using var history = NightHistory.OpenExisting(options.Path(p));
            List(history, options.Query(p), p.GetValue(options.Json));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static void List(NightHistory history, HistoryQuery query, bool json)
    {
        var nights = history.Nights(query with { Last = query.Last ?? NightsShown });
        if (json)
            System.Console.WriteLine(JsonSerializer.Serialize(nights, JsonWriter.Options));
        else if (nights.Count > 0)
            Terminal.Write($"{(nights.Count == 1 ? "1 night" : $"{nights.Count} nights")} of {history.Path}, the youngest first", NightsTable.Of(nights));
        else
            Terminal.Line($"{history.Path} has no night of {query.Name ?? "any name"} with such jobs.");
    }

    private static void Figures(NightHistory history, HistoryQuery query, string? metric, string? html, bool json)
    {
        var name = query.Name ?? OnlyName(history);
        var series = history.Series(name, query, metric);
        if (html is not null)
            AtomicFile.Write(html, TrendPage.Write(name, series, Tool.Version));
        if (json)
            System.Console.WriteLine(JsonSerializer.Serialize(series, JsonWriter.Options));
        else if (metric is not null && series.Count > 0)
            Show(new(series), name, history);
        if (series.Count == 0)
            Terminal.Line(Nothing(history, name, query, metric));
        if (html is not null)
            Terminal.Line($"Page: {Path.GetFullPath(html)}");
    }

    private static string Nothing(NightHistory history, string name, HistoryQuery query, string? metric)
    {
        var figures = history.Series(name, query with { Last = 1 }, null).Select(s => s.Metric).Distinct().ToList();
        return $"No whole night of {name} has {(metric is null ? "figures" : $"a figure '{metric}'")} of such jobs"
            + (figures.Count == 0 ? "." : $"; there are {string.Join(", ", figures)}, and those of operators in [brackets].");
    }

    private static void Show(TrendTable table, string name, NightHistory history) =>
        Terminal.Write(table.Heading(name), table.Of((s, change) => history.ChangedWith(name, s, change)));

    // A job's id may mean other samples in another config: they are never one series.
    private static string OnlyName(NightHistory history)
    {
        var names = history.Nights(new()).Where(night => night.Shard is null).Select(night => night.Name).Distinct().ToList();
        if (names.Count > 1)
            throw new UsageException($"{history.Path} has nights of {string.Join(", ", names)}; choose with --name, or name their config with -c");
        return names.SingleOrDefault() ?? throw new UsageException($"{history.Path} has no whole night yet");
    }
}
