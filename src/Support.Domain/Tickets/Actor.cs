namespace Support.Domain.Tickets;

/// <summary>Who did something.</summary>
public enum ActorKind
{
    /// <summary>Who opened the ticket, or writes to it from outside.</summary>
    Requester,

    /// <summary>A person who works tickets.</summary>
    Agent,

    /// <summary>Another system.</summary>
    Integration,

    /// <summary>This system: a clock, a rule.</summary>
    System,

    /// <summary>The vendor behind an application.</summary>
    Vendor,
}

/// <summary>Who did something.</summary>
/// <param name="Kind">What sort of actor.</param>
/// <param name="Id">Agent id, mail address or name of the integration.</param>
/// <param name="Name">What people call them; null when nobody said.</param>
public sealed record Actor(ActorKind Kind, string Id, string? Name = null)
{
    /// <summary>The routing rules and the automatic assignment.</summary>
    public static Actor Rules { get; } = new(ActorKind.System, "rules");

    /// <summary>The SLA clock and the escalation policy.</summary>
    public static Actor Clock { get; } = new(ActorKind.System, "clock");

    /// <summary>A change of the support model.</summary>
    public static Actor Model { get; } = new(ActorKind.System, "model");
}

/// <summary>The way in by which a change came.</summary>
public enum IntakeChannel
{
    /// <summary>The HTTP API.</summary>
    Api,

    /// <summary>The <c>intake</c> queue.</summary>
    Queue,

    /// <summary>A monitoring alert.</summary>
    Alert,

    /// <summary>The agents' API.</summary>
    Desk,

    /// <summary>A deadline.</summary>
    Clock,

    /// <summary>A mail to the support address.</summary>
    Email,

    /// <summary>Another system's webhook that is no alert.</summary>
    Webhook,

    /// <summary>A chat.</summary>
    Chat,

    /// <summary>A call that an agent wrote down.</summary>
    Phone,

    /// <summary>A rule of this system that follows another ticket or another event.</summary>
    Rule,
}

/// <summary>Who opened a ticket.</summary>
/// <param name="Email">Mail address.</param>
/// <param name="Name">What people call them; null when nobody said.</param>
public sealed record Requester(string Email, string? Name = null);
