namespace Support.Platform.Bus;

/// <summary>Queues, the topic and its subscriptions; infra/modules and local/servicebus.json name the same ones.</summary>
public static class BusNames
{
    /// <summary>The setting that the triggers connect by.</summary>
    public const string Connection = "ServiceBus";

    /// <summary>Tickets that come in by queue.</summary>
    public const string Intake = "intake";

    /// <summary>Mails to be fetched by Microsoft Graph.</summary>
    public const string GraphMail = "graph-mail";

    /// <summary>Notices to be tried again.</summary>
    public const string Notices = "notices";

    /// <summary>Mails that wait, and mails that are taken once more.</summary>
    public const string Mail = "mail";

    /// <summary>What happens to tickets.</summary>
    public const string TicketEvents = "ticket-events";

    /// <summary>Subscription that starts and wakes the clocks.</summary>
    public const string ClockSubscription = "clock";

    /// <summary>Subscription that keeps the lists.</summary>
    public const string ViewsSubscription = "views";

    /// <summary>Subscription that finds somebody for tickets.</summary>
    public const string AssignmentSubscription = "assignment";

    /// <summary>Subscription that tells people.</summary>
    public const string NoticesSubscription = "notices";

    /// <summary>Subscription that does at other tickets what follows from a change of one.</summary>
    public const string RelationsSubscription = "relations";

    /// <summary>Subscription that tells other systems of the tickets that they have a record of.</summary>
    public const string MirrorSubscription = "mirror";

    /// <summary>Systems to be told of tickets again.</summary>
    public const string Mirrors = "mirrors";

    /// <summary>Every queue.</summary>
    public static IReadOnlyList<string> Queues { get; } = [Intake, Mail, GraphMail, Notices, Mirrors];

    /// <summary>Every subscription of the topic.</summary>
    public static IReadOnlyList<string> Subscriptions { get; } =
        [ClockSubscription, ViewsSubscription, AssignmentSubscription, NoticesSubscription, RelationsSubscription, MirrorSubscription];
}
