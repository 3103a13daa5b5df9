namespace Support.Platform.Storage;

/// <summary>The tables of this system; infra/modules/ticket-storage.bicep makes the same ones.</summary>
public static class TableNames
{
    /// <summary>One partition a ticket: head, events, messages, notices, receipts.</summary>
    public const string Tickets = "Tickets";

    /// <summary>Commits that may not be published yet.</summary>
    public const string Outbox = "Outbox";

    /// <summary>What the agents' lists read.</summary>
    public const string TicketViews = "TicketViews";

    /// <summary>Which ticket an alert belongs to.</summary>
    public const string Correlations = "Correlations";

    /// <summary>Keys that sign links and derive references.</summary>
    public const string KeyRing = "KeyRing";

    /// <summary>Who has how much to do, and whose turn it is.</summary>
    public const string Rosters = "Rosters";

    /// <summary>Lists that agents gave a name.</summary>
    public const string SavedViews = "SavedViews";

    /// <summary>The support model in force, and every one that was.</summary>
    public const string Models = "Models";

    /// <summary>Which tickets a word stands in.</summary>
    public const string TicketWords = "TicketWords";

    /// <summary>Which deliveries came, and what became of them.</summary>
    public const string Receipts = "Receipts";

    /// <summary>Mails that became nothing else, and wait for a person.</summary>
    public const string Quarantine = "Quarantine";

    /// <summary>Addresses that mails do not reach.</summary>
    public const string Suppressions = "Suppressions";

    /// <summary>How fast senders' mails are taken.</summary>
    public const string MailPace = "MailPace";

    /// <summary>Subscriptions to mailboxes, and how far they were looked through.</summary>
    public const string GraphState = "GraphState";

    /// <summary>Who chats, and in which tickets.</summary>
    public const string Chats = "Chats";

    /// <summary>The keys of customers and systems, hashed.</summary>
    public const string ApiKeys = "ApiKeys";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Tickets, Outbox, TicketViews, Correlations, KeyRing, Rosters, SavedViews, Models, TicketWords, Receipts, Quarantine, Suppressions, MailPace,
        GraphState, Chats, ApiKeys,
    ];
}
