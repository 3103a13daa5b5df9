using Support.Domain.Notices;

namespace Support.Views.Wording;

/// <summary>What agents are told of help: asked for, come, and waited for in vain.</summary>
internal static class HelpWording
{
    /// <summary>Somebody is called into a swarm.</summary>
    public static (string Title, string Opening) Invitation(NoticeContent content)
    {
        string owner = CleanText.Name(content.AssigneeName);
        return ("Help wanted", owner.Length > 0
            ? $"{owner} owns this ticket and needs you. Join its swarm to say that you are on it."
            : "Nobody owns this ticket yet. Take it, or join its swarm once somebody has.");
    }

    /// <summary>The vendor said something.</summary>
    public static (string Title, string Opening) VendorAnswer(NoticeContent content)
    {
        string vendor = CleanText.Name(content.Ticket.Vendor?.Name);
        string reference = CleanText.Name(content.Ticket.Vendor?.Reference);
        string what = content.Ticket.Vendor is { HasTicket: true }
            ? "We go on waiting for them."
            : "The requester has not seen it: pass on what they should know.";
        return ($"{vendor} wrote", reference.Length > 0 ? $"{what} Their reference is {reference}." : what);
    }

    /// <summary>A mail did not arrive.</summary>
    public static (string Title, string Opening) MailUndelivered(NoticeContent content)
    {
        string whom = CleanText.Line(content.Notice.About ?? string.Empty, 120);
        return (
            "A mail did not arrive",
            $"Our mail to {(whom.Length > 0 ? whom : "somebody of this ticket")} came back. Please find another way to reach them, or a right address.");
    }

    /// <summary>A ticket that waited until a time is back.</summary>
    public static (string Title, string Opening) WaitOver(NoticeContent content) => (
        "Back from waiting",
        content.Ticket.Vendor is { HasTicket: true } vendor
            ? $"The time has come until which this ticket was to wait; {CleanText.Name(vendor.Name)} still has it."
            : "The time has come until which this ticket was to wait; it is open again.");
}
