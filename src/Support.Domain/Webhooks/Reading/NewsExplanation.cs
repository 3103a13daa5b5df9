using System.Text.Json;
using Support.Domain.Model;
using Support.Domain.Webhooks.Mapping;

namespace Support.Domain.Webhooks.Reading;

/// <summary>What a payload would do, and why. Nothing is done.</summary>
public sealed record NewsExplanation
{
    /// <summary>What it would do, as a sentence.</summary>
    public required string Does { get; init; }

    /// <summary>What it was read as; null when it is no news, or cannot be read.</summary>
    public ExternalNews? News { get; init; }

    /// <summary>Each field of the mapping and where its value comes from; empty for sources that this system knows by itself.</summary>
    public IReadOnlyList<MappedField> Fields { get; init; } = [];

    /// <summary>What is wrong with the payload; empty when nothing is.</summary>
    public IReadOnlyList<PayloadMistake> Mistakes { get; init; } = [];

    /// <summary>Explains a payload of a source.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="source">The source; null comes back for one that nobody knows.</param>
    /// <param name="happened">What the sender's header would say: GitHub's <c>X-GitHub-Event</c>; null for <c>issues</c>.</param>
    /// <param name="model">The support model.</param>
    public static NewsExplanation? Of(JsonElement payload, string source, string? happened, SupportModel model)
    {
        WebhookIntake? rules = model.Intake.Webhooks.GetValueOrDefault(source)
            ?? (WebhookIntake.KnownSources.Contains(source) ? new WebhookIntake() : null);
        if (rules is null)
        {
            return null;
        }

        NewsReading reading = NewsReader.Read(payload, new NewsQuestion(source, happened ?? "issues", "the id of the delivery", rules, model));
        return new NewsExplanation
        {
            Does = Say(reading, rules, model),
            News = reading.News,
            Fields = reading.Fields,
            Mistakes = reading.Mistakes,
        };
    }

    private static string Say(NewsReading reading, WebhookIntake rules, SupportModel model)
    {
        if (reading.News is not { } news)
        {
            return reading.Mistakes.Count > 0 ? "It is refused: it cannot be read." : $"It is ignored: {reading.Ignored}";
        }

        string first = NewsRules.Of(news, rules.OnClosed, null, model).Open is { } open
            ? $"It opens the ticket '{open.Subject}' if {news.Record.Number} has none"
            : $"It is ignored if {news.Record.Number} has no ticket";
        string[] more =
        [
            .. news.Comments.Select(static comment => comment.Internal ? "adds a note" : "adds a message"),
            .. news.Note is null ? [] : (string[])["notes what changed"],
            .. news.AddTags.Count + news.RemoveTags.Count > 0 ? (string[])["changes its tags"] : [],
            .. news.Priority is null ? [] : (string[])["sets its priority"],
            .. news.Status switch
            {
                ExternalStatus.Resolved => (string[])[rules.OnClosed == OnClosed.Note ? "notes that it is closed there" : "resolves it"],
                ExternalStatus.Reopened => ["reopens it if it is resolved"],
                _ => [],
            },
        ];
        return more.Length == 0 ? $"{first}." : $"{first}, and {string.Join(", ", more)}.";
    }
}
