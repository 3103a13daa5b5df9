using Microsoft.Extensions.DependencyInjection;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Views.Tests;

/// <summary>One plausible notice of each reason; a test changes the one thing that it is about.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Opened = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Due = Opened.AddMinutes(15);

    /// <summary>Holds an ampersand and an underscore, which HTML and Markdown would read as their own.</summary>
    public static readonly Uri Link = new("https://support.example.test/tickets/SUP-0000000?key=a-b_c&part=1");

    private const string Rosa = "rosa.diaz@example.test";

    public static TicketId Id { get; } = TicketId.FromEntropy([7, 42, 99, 130, 251]);

    public static NoticeRenderer Renderer(bool repliesAreRead = false) =>
        new ServiceCollection()
            .AddSupportViews()
            .Configure<MailWordingOptions>(options => options.RepliesAreRead = repliesAreRead)
            .BuildServiceProvider()
            .GetRequiredService<NoticeRenderer>();

    public static Ticket Ticket { get; } = new()
    {
        Id = Id,
        Version = 4,
        Subject = "Printer on fire",
        Requester = new Requester(Rosa, "Rosa Diaz"),
        Application = "shop",
        Kind = TicketKind.Incident,
        Impact = Grade.High,
        Urgency = Grade.High,
        Priority = Priority.Critical,
        Status = TicketStatus.Open,
        Tier = Tier.L1,
        TierSince = Opened,
        Team = "service-desk",
        Channel = IntakeChannel.Api,
        OpenedAt = Opened,
        UpdatedAt = Opened,
        Messages = 2,
        Clocks =
        [
            Clock(ClockKind.FirstResponse, TimeSpan.FromMinutes(15)),
            Clock(ClockKind.Resolution, TimeSpan.FromHours(4)),
        ],
    };

    public static NoticeContent Content(NoticeReason reason) => reason switch
    {
        NoticeReason.Acknowledgement => Of(reason, notice => notice with { ToRequester = true }),
        NoticeReason.Page => Of(reason, notice => notice with
        {
            Cause = "step page of policy critical: 0 % of the first response target PT15M (policy critical) used at 2026-11-22T12:00:00Z",
            Clock = ClockKind.FirstResponse,
        }),
        NoticeReason.SlaWarning => Of(reason, notice => notice with
        {
            At = Opened.AddMinutes(11.25),
            Cause = "75 % of the first response target PT15M (policy critical) used at 2026-11-22T12:11:15Z",
            Clock = ClockKind.FirstResponse,
            Share = 0.75m,
            Target = TimeSpan.FromMinutes(15),
            DueAt = Due,
        }),
        NoticeReason.SlaBreach => Of(reason, notice => notice with
        {
            At = Due,
            Cause = "first response target PT15M (policy critical) missed at 2026-11-22T12:15:00Z",
            Clock = ClockKind.FirstResponse,
            Share = 1,
            Target = TimeSpan.FromMinutes(15),
            DueAt = Due,
        }),
        NoticeReason.Escalation => Of(reason, notice => notice with
        {
            At = Due,
            Cause = "step to-l2 of policy critical: 100 % of the first response target PT15M (policy critical) used at 2026-11-22T12:15:00Z",
            Clock = ClockKind.FirstResponse,
            RaisedTo = Tier.L2,
        }) with
        {
            Ticket = Ticket with
            {
                Tier = Tier.L2,
                TierSince = Due,
                Team = "app-support",
                Assignee = "anna",
                Clocks = [.. Ticket.Clocks.Select(clock => clock.Clock == ClockKind.FirstResponse ? clock with { BreachedAt = Due } : clock)],
            },
            TeamName = "Application support",
            AssigneeName = "Anna Berg",
        },
        NoticeReason.NobodyCanTake => Of(reason, notice => notice with
        {
            Cause = "nobody of Application support can take it in time: Grace Okafor is at the limit 10/10, Hiro Tanaka lacks printers; the triage manager gets it",
        }) with
        {
            Ticket = Ticket with { Tier = Tier.L2, Team = "app-support", Assignee = "nadia" },
            TeamName = "Application support",
            AssigneeName = "Nadia Weber",
        },
        NoticeReason.Mention => Of(reason, notice => notice with { Message = 2 }) with
        {
            Message = Answer with { Public = false, Text = "@anna, can you see to this?" },
        },
        NoticeReason.Merged => Of(reason, notice => notice with { ToRequester = true, Other = TicketId.FromEntropy([1, 2, 3, 4, 5]) }),
        NoticeReason.Cancelled => Of(reason, notice => notice with { ToRequester = true, Cause = "opened twice" }),
        NoticeReason.MailUndelivered => Of(reason, notice => notice with { About = "rosa@customer.example", Cause = "a mail could not be delivered (5.1.1)" }),
        NoticeReason.ChatTranscript => Of(reason, notice => notice with { ToRequester = true, Conversation = true }) with { Conversation = [Question, Answer with { Text = "Yes, you may." }] },
        NoticeReason.MajorIncident => Of(reason, notice => notice with { Cause = "all tills of the north are down" }),
        NoticeReason.PublicReply => Of(reason, notice => notice with { ToRequester = true, Message = 2 }) with { Message = Answer },
        NoticeReason.RequesterReply => Of(reason, notice => notice with { Message = 2 }) with
        {
            Ticket = Ticket with { Assignee = "anna", Clocks = [Ticket.Clocks[1]] },
            AssigneeName = "Anna Berg",
            Message = Question,
        },
        NoticeReason.SwarmInvitation => Of(reason, notice => notice with
        {
            Cause = "over my head (a swarm keeps its owner and tier: people of L3 are invited)",
        }) with
        {
            Ticket = Ticket with { Assignee = "anna" },
            AssigneeName = "Anna Berg",
        },
        NoticeReason.VendorHandOff => ToVendor(reason) with
        {
            Message = Note,
            Conversation = [Question],
        },
        NoticeReason.VendorRelease => ToVendor(reason),
        NoticeReason.VendorAnswer => Of(reason, notice => notice with { Message = 3, Cause = "Fuser & Sons answered" }) with
        {
            Ticket = Ticket with { Assignee = "anna", Vendor = Vendor with { HasTicket = false } },
            AssigneeName = "Anna Berg",
            Message = Question with { Number = 3, Author = new Actor(ActorKind.Vendor, Vendor.Email, Vendor.Name), Public = false, Text = "Recalled. A new one is on its way." },
        },
        NoticeReason.WaitOver => Of(reason, notice => notice with { Cause = "on hold until 2026-11-23T09:00:00Z: that time has come" }),
        _ => Of(reason, notice => notice with { ToRequester = true, Message = 2 }) with
        {
            Message = Answer with { Text = "We swapped the fuser and put out the rest by hand.\n\nThe printer is back on floor 2." },
        },
    };

    public static VendorState Vendor { get; } = new()
    {
        Name = "Fuser & Sons",
        Email = "help@fuser.example.test",
        Engagement = 1,
        EngagedAt = Opened,
        HasTicket = true,
        Reference = "FS-77",
    };

    /// <summary>What the vendor is asked.</summary>
    public static TicketMessage Note { get; } = new()
    {
        Number = 3,
        At = Opened.AddMinutes(30),
        Author = new Actor(ActorKind.Agent, "anna", "Anna Berg"),
        Public = false,
        Text = "The fuser of model 7 caught fire twice this week. Is there a recall?",
    };

    public static TicketMessage Answer { get; } = new()
    {
        Number = 2,
        At = Opened.AddMinutes(9),
        Author = new Actor(ActorKind.Agent, "anna", "Anna Berg"),
        Public = true,
        Text = "Hello Rosa,\n\nplease leave the room, close the door and call 112. Somebody from facilities is on the way to floor 2 and will ring you.\n\n  - Anna",
    };

    public static TicketMessage Question { get; } = new()
    {
        Number = 2,
        At = Opened.AddMinutes(20),
        Author = new Actor(ActorKind.Requester, Rosa, "Rosa Diaz"),
        Public = true,
        Text = "It is out now.\r\n\r\nMay we go back in? The door says:\r\n    ERR 451: too hot",
    };

    private static NoticeContent ToVendor(NoticeReason reason) => Of(reason, notice => notice with
    {
        ToVendor = true,
        Recipient = Vendor.Email,
        RecipientName = Vendor.Name,
    }) with
    {
        Ticket = Ticket with { Vendor = Vendor },
    };

    private static NoticeContent Of(NoticeReason reason, Func<Notice, Notice> change)
    {
        Notice notice = change(new Notice
        {
            EventVersion = 4,
            Reason = reason,
            Channel = NoticeChannel.Email,
            Recipient = "anna.berg@example.test",
            RecipientName = "Anna Berg",
            At = Opened,
        });
        if (notice.ToRequester)
        {
            notice = notice with { Recipient = Rosa, RecipientName = "Rosa Diaz" };
        }

        return new NoticeContent
        {
            Notice = notice,
            Ticket = Ticket,
            OrganisationName = "Example Corp",
            ApplicationName = "Web shop",
            TeamName = "Service desk",
            Link = Link,
        };
    }

    private static ClockState Clock(ClockKind kind, TimeSpan target) => new()
    {
        Clock = kind,
        Cycle = 1,
        Policy = "critical",
        Calendar = "24x7",
        Target = target,
        RunningSince = Opened,
        DueAt = Opened + target,
    };
}
