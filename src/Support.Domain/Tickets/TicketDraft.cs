using Support.Domain.Relations;

using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tiers;

namespace Support.Domain.Tickets;

/// <summary>The ticket while a decision is being made: every event emitted is applied at once, so that the next rule sees it.</summary>
internal sealed class TicketDraft(Ticket? ticket, DecisionContext context)
{
    private readonly List<TicketEvent> _events = [];
    private readonly List<TicketMessage> _messages = [];
    private Ticket? _ticket = ticket;

    // A ticket follows the model that opened it until it is brought up to another one.
    private string? _modelRevision = ticket is null ? context.Model.Revision : ticket.ModelRevision;

    public int EventCount => _events.Count;

    public DecisionContext Context { get; private set; } = context;

    public bool HasTicket => _ticket is not null;

    public Ticket Ticket => _ticket ?? throw new InvalidOperationException("The ticket is not open yet.");

    /// <summary>For what is to be done next, rules look at that model; the ticket follows the one that it followed.</summary>
    public void LookAt(SupportModel model) => Context = Context with { Model = model };

    /// <summary>From here on rules look at that model, and the ticket follows it.</summary>
    public void Follow(SupportModel model)
    {
        Context = Context with { Model = model };
        _modelRevision = model.Revision;
    }

    public void Emit(TicketEventData data, string? cause = null, Actor? actor = null)
    {
        var next = new TicketEvent
        {
            Version = (_ticket?.Version ?? 0) + 1,
            At = Context.Now,
            Actor = actor ?? Context.Actor,
            Channel = ChannelOf(actor),
            Cause = cause,
            ModelRevision = _modelRevision == _ticket?.ModelRevision ? null : _modelRevision,
            Data = _ticket is null ? data : TierStays.Recorded(this, data),
        };
        Ticket? before = _ticket;
        _ticket = Ticket.Apply(before, next);
        _events.Add(next);
        if (before is not null)
        {
            ClockFollowing.Follow(this, before, next);
        }
    }

    /// <summary>A message of another ticket, by who wrote it and when they did.</summary>
    public void Copy(TicketMessage message, TicketId from)
    {
        var origin = new MessageOrigin(from, message.Number);
        int number = Ticket.Messages + 1;
        _messages.Add(message with { Number = number, Origin = origin });
        Emit(new MessageAdded { Number = number, Public = message.Public, Origin = origin }, $"copied from {from}");
    }

    /// <summary>Keeps what somebody wrote: who commands, unless they write down what another said.</summary>
    public void Write(
        string text,
        bool isPublic,
        bool withStatusChange = false,
        bool forChildren = false,
        Actor? author = null,
        IReadOnlyList<string>? mentions = null,
        Enclosures? enclosures = null)
    {
        int number = Ticket.Messages + 1;
        _messages.Add(new TicketMessage
        {
            Number = number,
            At = Context.Now,
            Author = author ?? Context.Actor,
            Public = isPublic,
            Text = text,
            Files = enclosures is { Files.Count: > 0 } ? enclosures.Files : null,
            Source = enclosures?.Source,
        });
        Emit(new MessageAdded { Number = number, Public = isPublic, WithStatusChange = withStatusChange, ForChildren = forChildren, Mentions = mentions });
    }

    public Decision Done(string? refusal = null) => new(_ticket, _events, _messages, refusal);

    /// <summary>Time passes, to an instant that is not before what happened last.</summary>
    public void PassTo(DateTimeOffset at) => Context = Context with { Now = at < Context.Now ? Context.Now : at };

    /// <summary>Lets happen again what happened to another draft of the ticket: when, by whom and by which way it did.</summary>
    public void Repeat(TicketEvent happened)
    {
        PassTo(happened.At);
        Context = Context with { Actor = happened.Actor, Channel = happened.Channel };
        Emit(happened.Data, happened.Cause);
    }

    private IntakeChannel ChannelOf(Actor? actor) =>
        actor == Actor.Clock ? IntakeChannel.Clock : actor == Actor.Model ? IntakeChannel.Rule : Context.Channel;
}
