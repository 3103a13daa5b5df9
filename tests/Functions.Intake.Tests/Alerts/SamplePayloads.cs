namespace Support.Functions.Intake.Tests.Alerts;

/// <summary>A payload of each source, as its vendor describes it.</summary>
internal static class SamplePayloads
{
    public const string Prometheus = """
        { "version": "4", "groupKey": "{}", "truncatedAlerts": 3, "status": "firing", "receiver": "support", "alerts": [
          { "status": "firing", "fingerprint": "f00d", "startsAt": "2026-01-05T08:00:00Z", "endsAt": "0001-01-01T00:00:00Z",
            "labels": { "alertname": "QueueStuck", "instance": "mq-2", "severity": "critical", "service": "payroll" },
            "annotations": { "summary": "The queue is stuck", "description": "Nothing was taken for 10 min." },
            "generatorURL": "http://prometheus.example:9090/graph", "valueString": "[ var='A' value=7 ]", "imageURL": "https://grafana.example/a.png" } ] }
        """;

    public const string AzureMetric = """
        { "schemaId": "azureMonitorCommonAlertSchema", "data": {
          "essentials": { "alertId": "/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/a-1", "originAlertId": "o-1", "alertRule": "cpu-high", "severity": "Sev1",
            "signalType": "Metric", "monitorCondition": "Fired", "monitoringService": "Platform", "configurationItems": ["vm-7"], "description": "Too busy.",
            "alertTargetIDs": ["/subscriptions/s/resourcegroups/RG-Pay/providers/microsoft.compute/virtualmachines/vm-7"], "firedDateTime": "2026-01-05T08:00:00Z" },
          "alertContext": { "properties": { "application": "payroll" }, "condition": { "allOf": [ { "metricName": "Percentage CPU", "operator": "GreaterThan", "threshold": "25",
            "timeAggregation": "Average", "dimensions": [ { "name": "Role", "value": "web" } ], "metricValue": 97.7 } ] } } } }
        """;

    public const string AzureServiceHealth = """
        { "schemaId": "azureMonitorCommonAlertSchema", "data": {
          "essentials": { "alertId": "/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/b-2", "alertRule": "health", "severity": "Sev4",
            "signalType": "Activity Log", "monitorCondition": "Fired", "monitoringService": "ServiceHealth", "alertTargetIDs": ["/subscriptions/s"] },
          "alertContext": { "status": "Active", "properties": { "title": "Storage in West Europe", "trackingId": "TRK-1", "stage": "Active" } } } }
        """;

    public const string PagerDuty = """
        { "routing_key": "a-secret-of-32-characters-or-so!", "event_action": "trigger", "dedup_key": "db1/disk", "client": "cron", "client_url": "https://mon.example/1",
          "payload": { "summary": "Disk full", "source": "db1", "severity": "error", "component": "db", "custom_details": { "free": "1 %", "nested": { "a": 1 } } },
          "links": [ { "href": "https://example.com/", "text": "Runbook" } ], "images": [ { "src": "https://example.com/a.png" } ] }
        """;

    public const string PagerDutyWebhook = """
        { "event": { "id": "01EVENT", "event_type": "incident.triggered", "resource_type": "incident", "occurred_at": "2026-01-05T08:00:00Z",
          "agent": { "summary": "Rita" }, "data": { "id": "PINC1", "title": "Checkout is slow", "status": "triggered", "urgency": "high",
          "html_url": "https://acme.pagerduty.com/incidents/PINC1", "service": { "summary": "shop" }, "priority": null } } }
        """;

    public const string Datadog = """
        { "body": "The queue grows.", "title": "[P1] [Triggered] Queue grows", "severity": "P1", "alert_type": "error", "alert_query": "avg(last_5m):avg:queue{*} > 5",
          "alert_transition": "Triggered", "scopes": "host:mq-2", "org": { "id": "1", "name": "Acme" }, "url": "https://app.datadoghq.com/event/1", "tags": "env:prod,service:shop,urgent",
          "id": "77", "monitor_id": 4711, "date": "$DATE" }
        """;

    public const string CloudEvent = """
        { "specversion": "1.0", "id": "e-1", "source": "/sensors/eu-1", "type": "com.example.temperature.raised", "subject": "rack-4", "time": "2026-01-05T08:00:00Z",
          "severity": "critical", "datacontenttype": "application/json", "data": { "title": "Rack 4 is hot", "application": "payroll", "celsius": 51 } }
        """;

    /// <summary>Each with the source that reads it.</summary>
    public static IReadOnlyList<(string Source, string Body)> All =>
    [
        ("alertmanager", Prometheus), ("grafana", Prometheus), ("azure-monitor", AzureMetric), ("azure-monitor", AzureServiceHealth),
        ("pagerduty", PagerDuty), ("pagerduty", PagerDutyWebhook), ("datadog", Datadog), ("cloudevents", CloudEvent), ("cloudevents", $"[{CloudEvent}]"),
    ];
}
