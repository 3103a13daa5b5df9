using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;

namespace Support.Domain.Tests.Mail;

/// <summary>Facts of mails about one ticket, rita's.</summary>
internal static class AMail
{
    public const string Rita = "rita@customer.test";
    public const string Stranger = "eve@elsewhere.test";
    public const string Vendor = "help@vendor.test";

    public static readonly DateTimeOffset Start = Moment.At("2026-01-07 10:00");

    public static MailFacts From(string? sender, params MailClaim[] claims) => new()
    {
        Now = Start.AddHours(1),
        Sender = sender is null ? null : new Requester(sender),
        Subject = "Re: [SUP-00000000] Cannot pay",
        Claims = claims,
    };

    public static MailClaim Claim(Ticket ticket, ClaimKind kind = ClaimKind.Tag, string? holder = null, params string[] wroteTo) =>
        new() { Kind = kind, Named = ticket, Ticket = ticket, Holder = holder, WroteTo = wroteTo };

    public static Ticket Ticket(TicketStatus status = TicketStatus.Open) =>
        ATicket.Opened(Start).Ticket with { Status = status, ResolvedAt = status is TicketStatus.Resolved ? Start : null };

    public static SupportModel Model(Func<EmailRules, EmailRules>? change = null) =>
        AModel.Small with { Intake = AModel.Small.Intake with { Email = (change ?? (static rules => rules))(new EmailRules()) } };
}
