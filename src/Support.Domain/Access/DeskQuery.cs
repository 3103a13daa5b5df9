namespace Support.Domain.Access;

/// <summary>What can be asked at the desk.</summary>
public enum DeskQuery
{
    /// <summary>Lists and searches of tickets.</summary>
    List,

    /// <summary>A ticket with its messages and notes, and its history.</summary>
    Ticket,

    /// <summary>The desk itself: the model, teams, who is on call, dry runs of rules.</summary>
    Desk,

    /// <summary>Figures.</summary>
    Reports,

    /// <summary>Tickets by the thousand, to be taken away.</summary>
    Export,

    /// <summary>To share a view with everybody, or take a shared one away.</summary>
    SharedViews,

    /// <summary>The mails in the quarantine: to look at them, take them once more, or discard them.</summary>
    Quarantine,

    /// <summary>The addresses that mails do not reach: to look at them, and to have mails sent there again.</summary>
    Suppressions,

    /// <summary>To see and change what the installation runs on: keys of customers, messages that could not be handled.</summary>
    Administer,
}
