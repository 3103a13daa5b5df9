namespace Support.Functions.Desk.Tickets.Phone;

/// <summary>How a ticket that an agent enters reached them.</summary>
public enum EntryChannel
{
    /// <summary>On the phone.</summary>
    Phone,

    /// <summary>In person.</summary>
    WalkIn,

    /// <summary>By a mail to somebody's own mailbox.</summary>
    Email,
}
