using Support.Domain.Chat;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Swarm;
using Support.Domain.Tiers;
using Support.Domain.Vendors;

namespace Support.Domain.Tickets;

public sealed partial record Ticket
{
    /// <summary>Folds events, the oldest first, into the ticket.</summary>
    /// <exception cref="InvalidOperationException">No events, or the first is not <see cref="TicketOpened"/>, or one is missing.</exception>
    public static Ticket From(IEnumerable<TicketEvent> events)
    {
        Ticket? ticket = null;
        foreach (TicketEvent next in events)
        {
            ticket = Apply(ticket, next);
        }

        return ticket ?? throw new InvalidOperationException("A ticket without events.");
    }

    /// <summary>The ticket after one more event.</summary>
    /// <exception cref="InvalidOperationException">The event is not the next one.</exception>
    public static Ticket Apply(Ticket? ticket, TicketEvent next)
    {
        if (next.Version != (ticket?.Version ?? 0) + 1)
        {
            throw new InvalidOperationException($"Event {next.Version} does not follow version {ticket?.Version ?? 0}.");
        }

        if (ticket is null)
        {
            return next.Data is TicketOpened opened
                ? Open(opened, next)
                : throw new InvalidOperationException("The first event of a ticket opens it.");
        }

        return ticket.After(next) with
        {
            Version = next.Version,
            UpdatedAt = next.At,
            ModelRevision = next.ModelRevision ?? ticket.ModelRevision,
            TimeInTier = TierStays.After(ticket, next),
            Vendor = VendorFold.After(ticket.Vendor, next),
            Swarm = SwarmFold.After(ticket.Swarm, next),
            Chat = ChatRules.After(ticket.Chat, next),
        };
    }

    private static Ticket Open(TicketOpened opened, TicketEvent next) => new()
    {
        Id = opened.TicketId,
        Version = next.Version,
        Subject = opened.Subject,
        Requester = opened.Requester,
        Organisation = opened.Organisation,
        Contract = opened.Contract,
        Application = opened.Application,
        Kind = opened.Kind,
        Impact = opened.Impact,
        Urgency = opened.Urgency,
        Priority = opened.Priority,
        Status = TicketStatus.New,
        Tier = opened.Tier,
        TierSince = next.At,
        Team = opened.Team,
        Channel = next.Channel,
        FollowUpOf = opened.FollowUpOf,
        Automatic = opened.Automatic,
        Links = opened.SplitFrom is { } from ? [new TicketLink(from, LinkKind.SplitFrom)] : [],
        CustomFields = opened.CustomFields,
        OpenedAt = next.At,
        OpenedByAgent = next.Actor.Kind == ActorKind.Agent && opened.SplitFrom is null,
        UpdatedAt = next.At,
        HeldSince = next.Version,
        ModelRevision = next.ModelRevision,
    };

    private Ticket After(TicketEvent next) => next.Data switch
    {
        MessageAdded message => AfterMessage(message, next),
        CallRecorded { Answered: true } => AfterAnswer(next),
        CallRecorded or ChatEnded => this,
        StatusChanged status => this with
        {
            Status = status.To,
            Paging = IsPaged(status.To) ? Paging : [],
            ResolvedAt = status.To switch
            {
                TicketStatus.Resolved => next.At,
                TicketStatus.Closed => ResolvedAt,
                _ => null,
            },
            WaitingUntil = status.Until,
            OpenSince = status.To is TicketStatus.Open ? next.At : OpenSince,
            TierSince = !IsWorkedOn && IsWork(status.To) ? next.At : TierSince,
        },
        PriorityChanged priority => this with { Priority = priority.To, PriorityIsSet = priority.Override ?? PriorityIsSet },
        Assigned assigned => AfterAssigned(assigned, next),
        TierChanged tier => this with { Tier = tier.To, TierSince = next.At, AcknowledgedAt = null },
        Escalated or Paged or PagingEnded or Acknowledged or MajorIncidentDeclared => AfterEscalationEvent(next),
        VendorEngaged or VendorAnswered or VendorReleased or MailBounced => this,
        SwarmStarted or SwarmInvited or SwarmWidened or SwarmJoined or SwarmLeft or SwarmOwnershipHandedOver or SwarmDissolved => this,
        TicketOpened => throw new InvalidOperationException("A ticket opens once."),
        SubjectChanged subject => this with { Subject = subject.To },
        TagsChanged tags => this with { Tags = [.. Tags.Except(tags.Removed), .. tags.Added] },
        WatcherAdded added => this with { Watchers = [.. Watchers, added.Watcher] },
        WatcherRemoved removed => this with { Watchers = [.. Watchers.Where(watcher => !watcher.IsSame(removed.Watcher))] },
        _ => AfterRouting(next) ?? AfterRelation(next.Data) ?? AfterClockEvent(next),
    };

    // The text that an agent opens a ticket with answers nobody, and neither does what a machine says of itself.
    private Ticket AfterMessage(MessageAdded message, TicketEvent next)
    {
        Ticket after = this with { Messages = message.Number };
        return next.Actor.Kind switch
        {
            _ when !message.Public => after,
            _ when message.Origin is not null => message.Number == 1 ? after with { WaitingSince = next.At } : after,
            ActorKind.Agent when message.Number == 1 => after,
            ActorKind.Agent => after.AfterAnswer(next),
            ActorKind.Requester or ActorKind.Integration when !message.WithStatusChange =>
                after with { WaitingSince = WaitingSince ?? next.At },
            _ => after,
        };
    }

    private Ticket AfterAnswer(TicketEvent next) => this with
    {
        AnsweredAt = AnsweredAt ?? next.At,
        WaitingSince = null,
        Clocks = [.. Clocks.Select(static clock => clock.Answered())],
    };
}
