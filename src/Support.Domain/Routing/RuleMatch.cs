using Support.Domain.Model;
using Support.Domain.Model.Reading;
using Support.Domain.Tickets;

namespace Support.Domain.Routing;

/// <summary>Holds a rule's condition against a ticket, and says by what it matches or what it misses.</summary>
internal static class RuleMatch
{
    private const int NamedMax = 5;

    public static (bool Matched, string Because) Of(RoutingCondition when, RoutingDraft draft)
    {
        var by = new List<string>();
        string? missed = null;
        foreach (Func<RoutingCondition, RoutingDraft, Finding?> ask in Questions)
        {
            if (ask(when, draft) is not { } finding)
            {
                continue;
            }

            if (finding.Missed is { } why)
            {
                missed = why;
                break;
            }

            by.Add(finding.By!);
        }

        return missed is null ? (true, string.Join(", ", by)) : (false, missed);
    }

    // In the order in which a person would check: what is quickly seen first, the texts last.
    private static IEnumerable<Func<RoutingCondition, RoutingDraft, Finding?>> Questions =>
    [
        static (when, draft) => OneOf("channel", when.Channels, draft.Facts.Channel, Words<IntakeChannel>.Of),
        static (when, draft) => OneOf("organisation", when.Organisations, draft.Organisation),
        static (when, draft) => OneOf("contract", when.Contracts, draft.Contract),
        static (when, draft) => OneOf("application", when.Applications, draft.Application),
        static (when, draft) => OneOf("kind", when.Kinds, draft.Kind ?? TicketKind.Incident, Words<TicketKind>.Of),
        static (when, draft) => Tag(when.Tags, draft),
        static (when, draft) => Domain(when.RequesterDomains, draft.Facts.Requester),
        static (when, draft) => CustomField(when.CustomFields, draft.Facts.CustomFields),
        static (when, draft) => Phrases("subject", when.Subject, draft.SubjectWords.Contains),
        static (when, draft) => Phrases(
            "text", when.Text, phrase => draft.SubjectWords.Contains(phrase) || draft.DescriptionWords.Contains(phrase)),
    ];

    private static Finding? OneOf(string what, IReadOnlyList<string>? wanted, string? found) =>
        wanted is null ? null
        : found is not null && wanted.Contains(found, StringComparer.Ordinal) ? Finding.Hit($"{what} {found}")
        : Finding.Miss($"{what} is {found ?? "not known"}, not {Some(wanted)}");

    private static Finding? OneOf<T>(string what, IReadOnlyList<T>? wanted, T found, Func<T, string> word)
        where T : struct, Enum =>
        OneOf(what, wanted is null ? null : [.. wanted.Select(word)], word(found));

    private static Finding? Tag(IReadOnlyList<string>? wanted, RoutingDraft draft) =>
        wanted is null ? null
        : draft.Tags.FirstOrDefault(tag => wanted.Contains(tag, StringComparer.OrdinalIgnoreCase)) is { } found ? Finding.Hit($"tag {found}")
        : Finding.Miss($"no tag {Some(wanted)}");

    private static Finding? Domain(IReadOnlyList<string>? wanted, string address)
    {
        string domain = address[(address.LastIndexOf('@') + 1)..];
        return wanted is null ? null
            : wanted.Any(IsOrIsAbove) ? Finding.Hit($"requester of {domain}")
            : Finding.Miss($"requester is of {domain}, not {Some(wanted)}");

        bool IsOrIsAbove(string candidate) =>
            domain.EndsWith(candidate, StringComparison.OrdinalIgnoreCase)
            && (domain.Length == candidate.Length || domain[^(candidate.Length + 1)] == '.');
    }

    private static Finding? CustomField(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? wanted, IReadOnlyDictionary<string, string>? found)
    {
        if (wanted is null)
        {
            return null;
        }

        foreach ((string name, IReadOnlyList<string> values) in wanted.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (found?.GetValueOrDefault(name) is not { } value || !values.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                return Finding.Miss($"field {name} is not {Some(values)}");
            }
        }

        return Finding.Hit(string.Join(", ", wanted.Keys.Order(StringComparer.Ordinal).Select(name => $"field {name} is {found![name]}")));
    }

    private static Finding? Phrases(string what, IReadOnlyList<Phrase>? wanted, Predicate<Phrase> isThere)
    {
        if (wanted is null)
        {
            return null;
        }

        return wanted.FirstOrDefault(phrase => isThere(phrase)) is { } found
            ? Finding.Hit($"{what} contains \"{found.Text}\"")
            : Finding.Miss($"{what} contains none of {Some([.. wanted.Select(static phrase => $"\"{phrase.Text}\"")])}");
    }

    private static string Some(IReadOnlyList<string> wanted) => wanted.Count <= NamedMax
        ? string.Join(" or ", wanted)
        : $"{string.Join(", ", wanted.Take(NamedMax))} or {wanted.Count - NamedMax} others";

    /// <summary>What one part of a condition came to: what it was met by, or what it missed.</summary>
    private sealed record Finding(string? By, string? Missed)
    {
        public static Finding Hit(string by) => new(by, null);

        public static Finding Miss(string why) => new(null, why);
    }
}
