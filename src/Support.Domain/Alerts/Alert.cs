using System.Security.Cryptography;
using System.Text;

namespace Support.Domain.Alerts;

/// <summary>What a monitoring system says of an alert.</summary>
public enum AlertSignal
{
    /// <summary>Something is wrong, or still is.</summary>
    Firing,

    /// <summary>All is well again.</summary>
    Resolved,

    /// <summary>Somebody over there has seen it.</summary>
    Acknowledged,
}

/// <summary>An alert of any monitoring system, in one normal form. Its texts are bounded and free of control characters.</summary>
public sealed record Alert
{
    /// <summary>The most that is kept of a text.</summary>
    public const int TextLengthMax = 8_000;

    /// <summary>The longest subject.</summary>
    public const int SubjectLengthMax = 250;

    /// <summary>The longest fingerprint.</summary>
    public const int FingerprintLengthMax = 400;

    /// <summary>Which system: <c>alertmanager</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What makes two deliveries the same alert.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What it says.</summary>
    public required AlertSignal Signal { get; init; }

    /// <summary>One line; null where the source names the alert only when it begins.</summary>
    public string? Subject { get; init; }

    /// <summary>Everything the alert says.</summary>
    public required string Text { get; init; }

    /// <summary>Its labels by name, in the order in which they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>The source's own word for how bad it is; null when it says nothing.</summary>
    public string? Severity { get; init; }

    /// <summary>Since when, as the source says; null when it does not.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Where a person can look; null for nowhere.</summary>
    public Uri? Url { get; init; }

    /// <summary>
    /// What tells this delivery from every other, so that it counts once: the source's id of the event, or a name drawn when
    /// it came in.
    /// </summary>
    public string Delivery { get; init; } = string.Empty;

    /// <summary>The value of a label; null when there is none of that name.</summary>
    public string? Label(string name)
    {
        foreach ((string label, string value) in Labels)
        {
            if (label == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The alert's key in storage: a fingerprint comes from outside and may hold what a key may not.</summary>
    public string Key => KeyOf(Source, Fingerprint);

    /// <summary>The key of that source's alert.</summary>
    public static string KeyOf(string source, string fingerprint) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{fingerprint}")).AsSpan(0, 16));
}
