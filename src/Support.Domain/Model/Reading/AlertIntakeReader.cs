namespace Support.Domain.Model.Reading;

/// <summary>Reads how monitoring alerts become tickets.</summary>
internal static class AlertIntakeReader
{
    public const int ItemsMax = 100;
    public const int WordLengthMax = 100;
    public const int FlapChangesMax = 100;

    private static readonly string[] SourceNames = ["azure-monitor", "alertmanager", "grafana", "pagerduty", "datadog", "cloudevents"];

    public static AlertIntakeRules Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Alerts);
        var usual = new AlertIntakeRules();
        return new AlertIntakeRules
        {
            OnResolved = members["onResolved"]?.Word<OnAlertResolved>() ?? usual.OnResolved,
            ReopenWithin = members["reopenWithin"]?.Duration() ?? usual.ReopenWithin,
            UpdateEvery = members["updateEvery"]?.Duration() ?? usual.UpdateEvery,
            ApplicationLabels = members["applicationLabels"] is { } labels ? ReadWords(labels) : usual.ApplicationLabels,
            Applications = members["applications"] is { } applications ? ReadApplications(applications) : usual.Applications,
            Severities = members["severities"] is { } severities ? ReadSeverities(severities) : usual.Severities,
            Flapping = members["flapping"] is { } flapping ? ReadFlapping(flapping) : usual.Flapping,
            Storms = members["storms"] is { } storms ? ReadStorms(storms) : usual.Storms,
            CloudEvents = members["cloudEvents"] is { } events ? ReadCloudEvents(events) : usual.CloudEvents,
            Sources = members["sources"] is { } sources ? ReadSources(sources) : usual.Sources,
        };
    }

    private static FlappingRules ReadFlapping(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.AlertFlapping);
        var usual = new FlappingRules();
        return new FlappingRules
        {
            Changes = members["changes"]?.WholeNumber(2, FlapChangesMax) ?? usual.Changes,
            Within = members["within"]?.Duration() ?? usual.Within,
            QuietFor = members["quietFor"]?.Duration() ?? usual.QuietFor,
        };
    }

    private static StormRules ReadStorms(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.AlertStorms);
        var usual = new StormRules();
        return new StormRules
        {
            Alerts = members["alerts"]?.WholeNumber(2, StormRules.AlertsMax) ?? usual.Alerts,
            Within = members["within"]?.Duration() ?? usual.Within,
            UpdateEvery = members["updateEvery"]?.Duration() ?? usual.UpdateEvery,
            GroupBy = members["groupBy"] is { } labels ? ReadWords(labels) : usual.GroupBy,
        };
    }

    private static CloudEventRules ReadCloudEvents(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.AlertCloudEvents);
        return new CloudEventRules
        {
            Firing = members["firing"] is { } firing ? ReadWords(firing) : [],
            Resolved = members["resolved"] is { } resolved ? ReadWords(resolved) : [],
            Acknowledged = members["acknowledged"] is { } acknowledged ? ReadWords(acknowledged) : [],
            Ignored = members["ignored"] is { } ignored ? ReadWords(ignored) : [],
        };
    }

    private static Dictionary<string, AlertSourceRules> ReadSources(ModelNode node)
    {
        Dictionary<string, AlertSourceRules> sources = ObjectReader.ByName(node, ReadSource) ?? [];
        foreach (string unknown in sources.Keys.Where(static name => !SourceNames.Contains(name)))
        {
            node.Mistake($"{Suggestion.Quoted(unknown)} is no source of alerts; {Suggestion.For(unknown, SourceNames)}");
        }

        return sources;
    }

    private static AlertSourceRules ReadSource(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.AlertSource);
        return new AlertSourceRules
        {
            OnResolved = members["onResolved"]?.Word<OnAlertResolved>(),
            Severities = members["severities"] is { } severities ? ReadSeverities(severities) : new Dictionary<string, SeverityGrades>(),
        };
    }

    private static Dictionary<string, SeverityGrades> ReadSeverities(ModelNode node)
    {
        Dictionary<string, SeverityGrades> severities = ObjectReader.ByName(node, ReadGrades) ?? [];
        foreach (string word in severities.Keys.Where(static word => word.Length is 0 or > WordLengthMax || word.Any(char.IsUpper) || word.Trim().Length < word.Length))
        {
            node.Mistake($"Expected words for severity in small letters, found {Suggestion.Quoted(word)}.");
        }

        Bound(node, severities.Count);
        return severities;
    }

    private static SeverityGrades ReadGrades(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.AlertSeverity);
        return new SeverityGrades(members["impact"]?.Word<Grade>() ?? default, members["urgency"]?.Word<Grade>() ?? default);
    }

    private static Dictionary<string, string> ReadApplications(ModelNode node)
    {
        Dictionary<string, string> applications =
            ObjectReader.ByName(node, static value => value.Reference(Named.Application) ?? string.Empty) ?? [];
        Bound(node, applications.Count);
        return applications;
    }

    private static List<string> ReadWords(ModelNode node)
    {
        List<string> words = node.Set(ReadWord) ?? [];
        Bound(node, words.Count);
        return words;
    }

    private static string? ReadWord(ModelNode node)
    {
        string? word = node.RawText("a text");
        if (word is null || (word.Length is > 0 and <= WordLengthMax && !word.Any(char.IsControl)))
        {
            return word;
        }

        node.Mistake($"Expected a text of 1 to {WordLengthMax} characters on one line, found {node.Found()}.");
        return null;
    }

    private static void Bound(ModelNode node, int count)
    {
        if (count > ItemsMax)
        {
            node.Mistake($"Expected at most {ItemsMax} of them, found {count}.");
        }
    }
}
