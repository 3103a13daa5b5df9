using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Local.SlaCases;

/// <summary>One ticket of a case, driven by the commands that the desk has, each at the time of the case.</summary>
internal sealed class TicketLife
{
    private static readonly Actor Requester = new(ActorKind.Requester, "rita@customer.test");
    private static readonly Actor Agent = new(ActorKind.Agent, "ann");

    private readonly SupportModel _model;
    private readonly CasePriorities _priorities;
    private readonly List<TicketEvent> _history = [];

    private TicketLife(SupportModel model, CasePriorities priorities)
    {
        _model = model;
        _priorities = priorities;
    }

    public Ticket Ticket { get; private set; } = null!;

    public IReadOnlyList<TicketEvent> History => _history;

    public DateTimeOffset Now { get; private set; }

    /// <summary>Lives what happens, in order.</summary>
    public static TicketLife Of(IReadOnlyList<CaseEvent> events, SupportModel model, CasePriorities priorities)
    {
        if (events.Count == 0 || events[0].Action != CaseAction.Open)
        {
            throw new FormatException("the first event does not create the ticket");
        }

        var life = new TicketLife(model, priorities);
        int next = 1;

        // A message of the customer at the instant of creation is what the ticket says; without one, an agent opened it.
        int message = events.ToList().FindIndex(happened => happened.Action == CaseAction.RequesterWrites && happened.At == events[0].At);
        life.Open(events[0], byRequester: message > 0);
        for (; next < events.Count; next++)
        {
            if (next != message)
            {
                life.Do(events[next]);
            }
        }

        return life;
    }

    /// <summary>Does a command, which must be legal.</summary>
    public void Do(TicketCommand command, DateTimeOffset at, Actor actor, IntakeChannel channel = IntakeChannel.Desk)
    {
        Decision decision = TicketDecision.Decide(
            Ticket, command, new DecisionContext { Now = at, Model = _model, Actor = actor, Channel = channel });
        if (decision.Refusal is { } refusal)
        {
            throw new FormatException($"what happens at {CaseTime.Text(at)} cannot happen here: {refusal}");
        }

        Keep(decision, at);
    }

    /// <summary>Sets the priority that the case calls so.</summary>
    public void ChangePriority(string name, DateTimeOffset at) => Do(new SetPriority(_priorities.Of(name), "the case changes it"), at, Agent);

    /// <summary>Lets the clock wake.</summary>
    public void Wake(DateTimeOffset at) => Do(new FireDeadlines(), at, Actor.Clock, IntakeChannel.Clock);

    private void Open(CaseEvent created, bool byRequester)
    {
        (Grade impact, Grade urgency) = CasePriorities.GradesOf(created.Priority is { } name ? _priorities.Of(name) : Priority.Critical);
        Decision decision = TicketDecision.Open(
            TicketId.FromEntropy([1, 2, 3, 4, 5]),
            new OpenTicket
            {
                Subject = "A case",
                Description = "A case.",
                Requester = new Requester(Requester.Id),
                Impact = impact,
                Urgency = urgency,
            },
            new DecisionContext
            {
                Now = created.At,
                Model = _model,
                Actor = byRequester ? Requester : Agent,
                Channel = byRequester ? IntakeChannel.Email : IntakeChannel.Desk,
            });
        Keep(decision, created.At);
    }

    private void Do(CaseEvent happened)
    {
        switch (happened.Action)
        {
            case CaseAction.RequesterWrites:
                Do(new AddRequesterMessage("Any news?"), happened.At, Requester, IntakeChannel.Email);
                break;
            case CaseAction.AgentAnswers:
                Do(new ReplyToRequester("Here is one."), happened.At, Agent);
                break;
            case CaseAction.ChangePriority:
                ChangePriority(happened.Priority ?? throw new FormatException("a change of priority names none"), happened.At);
                break;
            default:
                Move(happened);
                break;
        }
    }

    /// <summary>Another state; one that the ticket has already changes nothing.</summary>
    private void Move(CaseEvent happened)
    {
        bool resolved = Ticket.Status == TicketStatus.Resolved;
        if (happened.Action == CaseAction.Resolve)
        {
            Do(resolved ? new CloseTicket(happened.State) : new ResolveTicket(null, happened.State), happened.At, Agent);
            return;
        }

        if (resolved)
        {
            Do(new ReopenTicket(happened.State ?? "reopened"), happened.At, Agent);
        }

        if (happened.Action == CaseAction.Wait && Ticket.Status != TicketStatus.Pending)
        {
            Do(new SetPending(happened.State), happened.At, Agent);
        }
        else if (happened.Action == CaseAction.Work && Ticket.Status == TicketStatus.Pending)
        {
            Do(new ResumeTicket(happened.State), happened.At, Agent);
        }
    }

    private void Keep(Decision decision, DateTimeOffset at)
    {
        Ticket = decision.Ticket!;
        Now = at;
        _history.AddRange(decision.Events);
    }
}
