using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Functions.Intake.Alerts;
using Support.Platform.Http;
using Support.TestKit;
using Xunit;


namespace Support.Functions.Intake.Tests.Alerts;

/// <summary>Whatever bytes come: alerts within their bounds or mistakes by name, never an exception.</summary>
public sealed class Laws_of_readers
{
    private static readonly string[] Hostile =
    [
        "null", "true", "[]", "{}", "-1", "1e400", "\"\"", "\"\\ud800\"", "\"firing\"", "\"Recovered\"", "\"$ALERT_ID\"", "\"\\u0000\\u202e\"", "\"2026-99-99\"",
        $"\"{new string('x', 9_000)}\"", "[[[[[]]]]]", "{\"\":null}", "\"http://[\"", "0.0000000000000000001", "\"/resourcegroups/\"", "[null,{},[]]",
    ];

    private static readonly CloudEventRules Rules = new() { Resolved = ["com.example.*"], Ignored = ["x"] };

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, SamplePayloads.All.Count)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Hold_for_payloads_whose_values_were_exchanged(int sample)
    {
        (string source, string body) = SamplePayloads.All[sample];
        Property.Holds(Gen.Choose(0, int.MaxValue), seed => Read(source, Mutated(body, new Random(seed))), 250);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Hold_for_payloads_whose_bytes_were_broken(int sample)
    {
        (string source, string body) = SamplePayloads.All[sample];
        Property.Holds(Gen.Choose(0, int.MaxValue), seed => Read(source, Broken(body, new Random(seed))), 250);
    }

    private static void Read(string source, byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        if (JsonBody.Parse(bytes, out _) is not { } root)
        {
            return;
        }

        AlertsRead read = source switch
        {
            "azure-monitor" => AzureMonitorAlerts.Read(root),
            "datadog" => DatadogAlerts.Read(root),
            "pagerduty" => PagerDutyWebhook.Is(root) ? PagerDutyWebhook.Read(root) : PagerDutyEvents.Read(root),
            "cloudevents" => CloudEventAlerts.Read(root, Rules),
            _ => PrometheusAlerts.Read(root, source),
        };
        _ = PagerDutyEvents.RoutingKey(root);
        _ = CloudEventAlerts.ReadBinary([KeyValuePair.Create("specversion", "1.0"), KeyValuePair.Create("id", Encoding.UTF8.GetString(bytes))], root, Rules);
        Assert.All(read.Alerts, static alert =>
        {
            Assert.InRange(alert.Fingerprint.Length, 1, Alert.FingerprintLengthMax);
            Assert.InRange(alert.Text.Length, 1, Alert.TextLengthMax);
            Assert.InRange(alert.Subject?.Length ?? 1, 1, Alert.SubjectLengthMax);
            Assert.DoesNotContain(alert.Subject ?? string.Empty, static c => char.IsControl(c));
            Assert.DoesNotContain(alert.Text, static c => c is '\0' or '\u202E');
        });
        Assert.All(read.Errors, static error => Assert.StartsWith("#", error.Pointer, StringComparison.Ordinal));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"Took {watch.Elapsed}.");
    }

    private static byte[] Mutated(string body, Random random)
    {
        JsonNode root = JsonNode.Parse(body)!;
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            List<(JsonNode Parent, object Key)> places = [.. Places(root)];
            if (places.Count == 0)
            {
                break;
            }

            (JsonNode parent, object key) = places[random.Next(places.Count)];
            string value = Hostile[random.Next(Hostile.Length)];
            JsonNode? node = value.Contains("ud800", StringComparison.Ordinal) ? JsonValue.Create("\ud800") : JsonNode.Parse(value.Replace("1e400", "1e40", StringComparison.Ordinal));
            switch (parent)
            {
                case JsonArray list when random.Next(3) == 0:
                    list.Add(node);
                    break;
                case JsonArray list:
                    list[(int)key] = node;
                    break;
                case JsonObject thing when random.Next(4) == 0:
                    thing.Remove((string)key);
                    break;
                case JsonObject thing:
                    thing[(string)key] = node;
                    break;
            }
        }

        // Half a character is written as an escape, as a careless sender would.
        return Encoding.UTF8.GetBytes(root.ToJsonString(new JsonSerializerOptions { MaxDepth = 64 }).Replace("\\uFFFD", "\\ud800", StringComparison.Ordinal));
    }

    private static byte[] Broken(string body, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(body).ToList();
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)"\"\\{}[],:u09-e"[random.Next(13)]);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(40), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(member => Places(member.Value).Prepend((thing, member.Key))),
        JsonArray list => list.SelectMany((item, i) => Places(item).Prepend((list, (object)i))),
        _ => [],
    };
}
