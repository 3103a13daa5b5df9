using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Webhooks.Reading;

/// <summary>What labels of a record mean for its ticket.</summary>
/// <param name="Tags">Tags.</param>
/// <param name="Priority">The most urgent priority that one of them names; null for none.</param>
/// <param name="Kind">The kind that the first of them names; null for none.</param>
internal sealed record SomeLabels(IReadOnlyList<string> Tags, Priority? Priority, TicketKind? Kind)
{
    /// <summary>What they mean. One that the model does not know becomes a tag, if it can be one.</summary>
    public static SomeLabels Of(WebhookIntake rules, IReadOnlyList<string> labels)
    {
        var tags = new List<string>();
        Priority? priority = null;
        TicketKind? kind = null;
        foreach (string label in labels)
        {
            if (!rules.Labels.TryGetValue(label, out LabelMeaning? meaning))
            {
                tags.AddRange(TagFormat.Normalise(label) is { } tag ? [tag] : []);
                continue;
            }

            tags.AddRange(meaning.Tags);
            kind ??= meaning.Kind;
            priority = meaning.Priority is { } named && (priority is null || named < priority) ? named : priority;
        }

        return new SomeLabels(tags, priority, kind);
    }
}
