using Support.Domain.Fields;
using Support.Domain.Relations;
using Support.Domain.Webhooks;

namespace Support.Domain.Tickets;

public sealed partial record Ticket
{
    private Ticket? AfterRelation(TicketEventData data) => data switch
    {
        TicketLinked link => this with { Links = [.. Links, new TicketLink(link.To, link.As)] },
        TicketUnlinked link => this with { Links = [.. Links.Where(other => other != new TicketLink(link.To, link.As))] },
        TicketSplit split => this with { Links = [.. Links, new TicketLink(split.Into, LinkKind.SplitInto)] },
        TicketMerged merged => this with { Merged = new Merger(merged.Into, merged.StatusBefore) },
        TicketUnmerged => this with { Merged = null },
        MergedTicketTakenIn merged => this with
        {
            WaitingSince = WaitingSince ?? merged.WaitingSince,
            MergedFrom = [.. MergedFrom, new MergedTicket(merged.Source, merged.Brought)],
            Watchers = [.. Watchers, .. merged.Brought],
        },
        MergedTicketGivenBack back => WithoutMerged(back.Source),
        FieldsChanged fields => this with { CustomFields = After(fields) },
        RequesterChanged changed => this with
        {
            Requester = changed.To,
            Organisation = changed.Organisation,
            Contract = changed.Contract,
        },
        SpamMarked spam => this with { SpamFrom = spam.StatusBefore },
        SpamCleared => this with { SpamFrom = null },
        ExternalReferenceAdded added => this with { ExternalReferences = [.. ExternalReferences, added.Reference] },
        _ => null,
    };

    private Dictionary<string, string>? After(FieldsChanged fields)
    {
        IEnumerable<KeyValuePair<string, string>> kept =
            CustomFields?.Where(pair => !fields.Cleared.Contains(pair.Key) && !fields.Set.ContainsKey(pair.Key)) ?? [];
        var after = new Dictionary<string, string>(kept.Concat(fields.Set), StringComparer.Ordinal);
        return after.Count == 0 ? null : after;
    }

    private Ticket WithoutMerged(TicketId source)
    {
        IReadOnlyList<Watcher> brought = MergedFrom.FirstOrDefault(merged => merged.Ticket == source)?.Brought ?? [];
        return this with
        {
            MergedFrom = [.. MergedFrom.Where(merged => merged.Ticket != source)],
            Watchers = [.. Watchers.Where(watcher => !brought.Any(watcher.IsSame))],
        };
    }
}
