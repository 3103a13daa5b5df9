using System.Text.Json;
using Support.Domain.Alerts;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// Reads Azure Monitor's common alert schema: metric, log, activity log, service health and resource health. Fired and
/// resolved carry the same <c>originAlertId</c>. Service and resource health are always "fired"; whether all is well again
/// stands in their context.
/// </summary>
public static class AzureMonitorAlerts
{
    private const string Source = "azure-monitor";
    private const int TargetsMax = 100;
    private const int CriteriaMax = 50;

    /// <summary>Reads an alert.</summary>
    public static AlertsRead Read(JsonElement root)
    {
        var errors = new List<FieldError>();
        var node = new AlertNode(root, "#", errors);
        if (node.Text("schemaId") != "azureMonitorCommonAlertSchema")
        {
            node.Mistake("schemaId", "Expected \"azureMonitorCommonAlertSchema\": turn the common alert schema on in the action group.");
            return new AlertsRead([], errors);
        }

        if (node["data"]?["essentials"] is not { IsObject: true } essentials)
        {
            node.Mistake("data/essentials", "Expected an object.");
            return new AlertsRead([], errors);
        }

        // What stands beside the essentials only helps people: nothing in it is a reason to refuse the alert.
        AlertNode? context = node["data"]!.Value["alertContext"] is { } found ? found with { Errors = [] } : null;
        Alert? alert = ReadAlert(essentials, context);
        return new AlertsRead(alert is null || errors.Count > 0 ? [] : [alert], errors);
    }

    private static Alert? ReadAlert(AlertNode essentials, AlertNode? context)
    {
        string? id = essentials.Text("originAlertId") ?? essentials.Needed("alertId");
        string? condition = essentials.Text("monitorCondition");
        if (condition is not ("Fired" or "Resolved"))
        {
            essentials.Mistake("monitorCondition", "Expected \"Fired\" or \"Resolved\".");
        }

        IReadOnlyList<AlertNode> targets = essentials.Items("alertTargetIDs", TargetsMax);
        string? rule = essentials.Text("alertRule");
        string? target = essentials.Items("configurationItems", TargetsMax).Select(static item => item.Scalar()).FirstOrDefault(static item => item is not null)
            ?? Last(targets.Select(static item => item.Scalar()).FirstOrDefault());
        (string? fingerprint, bool well) = essentials.Text("monitoringService") switch
        {
            "ServiceHealth" => (context?["properties"]?.Text("trackingId"), IsOver(context)),
            "Resource Health" or "ResourceHealth" => (targets.Count == 0 ? null : targets[0].Scalar(), IsAvailable(context)),
            _ => (null, false),
        };
        if (id is null)
        {
            return null;
        }

        return new Alert
        {
            Source = Source,
            Fingerprint = AlertText.Fingerprint(fingerprint is null ? id : $"{essentials.Text("monitoringService")} {fingerprint}"),
            Signal = condition == "Resolved" || well ? AlertSignal.Resolved : AlertSignal.Firing,
            Subject = AlertText.OneLine(Subject(context, rule ?? "Azure Monitor alert", target)) ?? "Azure Monitor alert",
            Text = Describe(essentials, context, targets),
            Labels = Labels(essentials, context, targets),
            Severity = essentials.Text("severity"),
            StartsAt = AlertText.Time(essentials.Text("firedDateTime")),
            Url = Link(essentials.Text("alertId")),
        };
    }

    private static string Subject(AlertNode? context, string rule, string? target) =>
        context?["properties"]?.Text("title") is { } title ? title : target is null ? rule : $"{rule} on {target}";

    private static bool IsOver(AlertNode? context) =>
        context?.Text("status") is "Resolved" || context?["properties"]?.Text("stage") is "Resolved" or "Complete" or "Canceled";

    private static bool IsAvailable(AlertNode? context) =>
        context?["properties"]?.Text("currentHealthStatus") is { } health ? health == "Available" : context?.Text("status") is "Resolved";

    private static string Describe(AlertNode essentials, AlertNode? context, IReadOnlyList<AlertNode> targets)
    {
        AlertText text = new AlertText()
            .Line("Condition", essentials.Text("monitorCondition"))
            .Line("Severity", essentials.Text("severity"))
            .Line("Rule", essentials.Text("alertRule"))
            .Line("Signal", essentials.Text("signalType"))
            .Line("Service", essentials.Text("monitoringService"))
            .Line("Fired", essentials.Text("firedDateTime"))
            .Line("Resolved", essentials.Text("resolvedDateTime"));
        foreach (AlertNode target in targets)
        {
            text.Line("Target", target.Scalar());
        }

        text.Paragraph(essentials.Text("description"));
        foreach (AlertNode criterion in context?["condition"]?.Items("allOf", CriteriaMax) ?? [])
        {
            text.Line("Criterion", Criterion(criterion));
        }

        if (context is { } said)
        {
            text.Line("Operation", said.Text("operationName")).Line("Status", said.Text("status")).Line("Caller", said.Text("caller"))
                .List("Properties", said.Texts("properties"));
        }

        return text.ToString();
    }

    private static string Criterion(AlertNode criterion)
    {
        string? what = criterion.Text("metricName") ?? criterion.Text("searchQuery");
        string dimensions = string.Join(", ", criterion.Items("dimensions", CriteriaMax).Select(static item => $"{item.Text("name")}={item.Text("value")}"));
        return $"{what} {criterion.Text("operator")} {criterion.Text("threshold")} ({criterion.Text("timeAggregation")}): {criterion.Text("metricValue")}"
            + (dimensions.Length == 0 ? string.Empty : $" [{dimensions}]");
    }

    // What an operator may group by, or name the application by: custom properties of the rule, and where it is.
    private static IReadOnlyList<KeyValuePair<string, string>> Labels(AlertNode essentials, AlertNode? context, IReadOnlyList<AlertNode> targets)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach ((string name, string? value) in new[]
        {
            ("alertRule", essentials.Text("alertRule")), ("monitoringService", essentials.Text("monitoringService")),
            ("resourceGroup", ResourceGroup(targets.Count == 0 ? null : targets[0].Scalar())),
        })
        {
            if (value is not null)
            {
                labels.Add(KeyValuePair.Create(name, value));
            }
        }

        return [.. labels, .. context?.Texts("properties") ?? [], .. essentials.Texts("customProperties")];
    }

    private static string? ResourceGroup(string? target)
    {
        string[] parts = target?.Split('/') ?? [];
        int at = Array.FindIndex(parts, static part => part.Equals("resourcegroups", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1].ToLowerInvariant() : null;
    }

    private static string? Last(string? target) => target?.Split('/')[^1];

    private static Uri? Link(string? alertId) =>
        alertId is null ? null : AlertText.Address($"https://portal.azure.com/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade/alertId/{Uri.EscapeDataString(alertId)}");
}
