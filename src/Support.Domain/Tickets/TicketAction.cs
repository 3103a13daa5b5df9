namespace Support.Domain.Tickets;

/// <summary>What can be done to a ticket. <see cref="TicketTransitions"/> says in which status; every command is one of these.</summary>
public enum TicketAction
{
    /// <summary>The requester writes.</summary>
    RequesterMessage,

    /// <summary>An agent takes it.</summary>
    Take,

    /// <summary>It is given to somebody.</summary>
    Assign,

    /// <summary>An agent answers.</summary>
    Reply,

    /// <summary>An agent notes something.</summary>
    Note,

    /// <summary>It is handed up.</summary>
    Escalate,

    /// <summary>It waits for the requester.</summary>
    Pending,

    /// <summary>It waits no longer.</summary>
    Resume,

    /// <summary>It is answered.</summary>
    Resolve,

    /// <summary>It was not answered after all.</summary>
    Reopen,

    /// <summary>It is over.</summary>
    Close,

    /// <summary>A page is acknowledged.</summary>
    Acknowledge,

    /// <summary>It is declared a major incident.</summary>
    DeclareMajorIncident,

    /// <summary>It is withdrawn.</summary>
    Cancel,

    /// <summary>Somebody says what it is about.</summary>
    Triage,

    /// <summary>Somebody says how urgent it is.</summary>
    Priority,

    /// <summary>Its subject is put better.</summary>
    Subject,

    /// <summary>Its custom fields are set.</summary>
    Fields,

    /// <summary>It is somebody else's.</summary>
    Requester,

    /// <summary>It is unwanted mail.</summary>
    Spam,

    /// <summary>It was wanted after all.</summary>
    NotSpam,

    /// <summary>It gets or loses tags.</summary>
    Tag,

    /// <summary>Somebody is told of it from now on.</summary>
    Watch,

    /// <summary>Somebody is told of it no longer.</summary>
    Unwatch,

    /// <summary>It is linked to another ticket.</summary>
    Link,

    /// <summary>It is linked to another ticket no longer.</summary>
    Unlink,

    /// <summary>It goes on in another ticket.</summary>
    Merge,

    /// <summary>It goes on by itself again.</summary>
    Unmerge,

    /// <summary>Some of its messages become a ticket of their own.</summary>
    Split,

    /// <summary>Its swarm is called, joined, left, handed over or dissolved.</summary>
    Swarm,

    /// <summary>It waits for a third party.</summary>
    Hold,

    /// <summary>It is handed down.</summary>
    DeEscalate,

    /// <summary>It goes to the vendor.</summary>
    VendorHandOff,

    /// <summary>The vendor says something.</summary>
    VendorAnswer,
}
