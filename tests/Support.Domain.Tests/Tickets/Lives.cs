using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;

namespace Support.Domain.Tests.Tickets;

/// <summary>Lives of tickets, drawn with a fixed seed, under a model in which much happens in little time.</summary>
internal static class Lives
{
    private const int Usually = 300;

    public static IReadOnlyList<decimal> Shares { get; } = [0.5m, 0.75m, 0.9m];

    public static IReadOnlyDictionary<Priority, SlaTargets> Targets { get; } = new Dictionary<Priority, SlaTargets>
    {
        [Priority.Critical] = AModel.Targets("PT10M", "PT20M", "PT1H"),
        [Priority.High] = AModel.Targets("PT20M", "PT40M", "PT3H"),
        [Priority.Medium] = AModel.Targets("PT1H", "PT2H", "PT6H"),
        [Priority.Low] = AModel.Targets("PT3H", "PT4H", "PT20H"),
    };

    /// <summary>The first tier has some time for the urgent ones, the second for all.</summary>
    public static IReadOnlyDictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>> TierTargets { get; } =
        new Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>>
        {
            [Tier.L1] = new Dictionary<Priority, TimeSpan>
            {
                [Priority.Critical] = TimeSpan.FromMinutes(5), [Priority.High] = TimeSpan.FromMinutes(30),
            },
            [Tier.L2] = Enum.GetValues<Priority>().ToDictionary(static priority => priority, static priority => TimeSpan.FromMinutes(30 * (1 + (int)priority))),
        };

    private static readonly PageChain Chain = new()
    {
        Links = [Audiences.OnCall, Audiences.Assignee, Audiences.TeamLead], Every = TimeSpan.FromMinutes(7), Times = 2,
    };

    public static SupportModel Model { get; } = AModel.Escalating(
        AModel.Step("start", ClockKind.FirstResponse, 0) with { Page = [Audiences.OnCall] },
        AModel.Step("again", ClockKind.FirstResponse, 0.5m) with { Page = [Audiences.OnCall], PageChains = [Chain] },
        AModel.Step("late", ClockKind.FirstResponse, 1.5m) with { RaisePriorityTo = Priority.High, RaiseTo = Tier.L2 },
        AModel.Step("next", ClockKind.NextResponse, 1) with { AssignTo = AssignmentWay.OnCall, Notify = [Audiences.TeamLead] },
        AModel.Step("half", ClockKind.Resolution, 0.5m) with { RaisePriorityTo = Priority.Medium, AssignTo = AssignmentWay.LeastLoaded },
        AModel.Step("most", ClockKind.Resolution, 0.8m) with { RaiseTo = Tier.L3, AssignTo = AssignmentWay.OnCall },
        AModel.Step("end", ClockKind.Resolution, 1) with { RaisePriorityTo = Priority.Critical, Notify = [Audiences.Manager] },
        AModel.Step("time-box", ClockKind.Operational, 1) with { RaiseTo = Tier.L2 },
        AModel.Step("wider", ClockKind.Resolution, 0.25m) with { WidenSwarm = new SwarmWidening { Skills = ["databases"], People = ["sam"] } },
        AModel.Step("beyond", ClockKind.Resolution, 3) with { Notify = [Audiences.Executives], DeclareMajorIncident = true }) with
    {
        Applications = AModel.WithVendor.Applications,
        Agents = AModel.WithVendor.Agents,
        SlaPolicies =
        [
            new SlaPolicy
            {
                Id = "urgent",
                When = new TicketFilter { Priorities = [Priority.Critical, Priority.High] },
                Calendar = "always",
                Targets = Targets,
                TierTargets = TierTargets,
                Warnings = Shares,
            },
            new SlaPolicy { Id = "usual", Calendar = "office", Targets = Targets, TierTargets = TierTargets, Warnings = Shares },
        ],
        Routing = new RoutingRules { Rules = [] },
        Teams = AModel.Small.Teams.ToDictionary(
            static team => team.Key, static team => team.Value with { Assignment = AssignmentMode.RoundRobin }),
    };

    /// <summary>The target of a clock; null when there is none.</summary>
    public static TimeSpan? TargetOf(ClockKind clock, Tier tier, Priority priority) => clock != ClockKind.Operational
        ? Targets[priority].Of(clock)
        : TierTargets.TryGetValue(tier, out IReadOnlyDictionary<Priority, TimeSpan>? byPriority) && byPriority.TryGetValue(priority, out TimeSpan target)
            ? target
            : null;

    /// <summary>Whether business time passes: urgent tickets around the clock, the others in office hours.</summary>
    public static bool IsOpen(Priority priority, DateTimeOffset minute) =>
        priority is Priority.Critical or Priority.High
        || (minute.Hour is >= 9 and < 17 && minute.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>After the last command.</summary>
    public static void ForEveryLife(Action<ATicket> holds) => ForAll(life =>
    {
        ATicket? ticket = null;
        Live(life, (_, now, _) => ticket = now);
        holds(ticket!);
    });

    /// <summary>After the opening (nothing before) and after every command: the ticket before, the ticket now, and the time.</summary>
    public static void ForEveryStep(Action<Ticket?, ATicket, DateTimeOffset> holds, int count = Usually) =>
        ForAll(life => Live(life, holds), count);

    private static void Live(CommandSequence life, Action<Ticket?, ATicket, DateTimeOffset> look) => Live(life, Model, life.Start, look);

    /// <summary>One life under a model, from an instant on.</summary>
    public static void Live(CommandSequence life, SupportModel model, DateTimeOffset start, Action<Ticket?, ATicket, DateTimeOffset> look)
    {
        DateTimeOffset now = start;
        ATicket ticket = ATicket.Opened(
            now, life.Impact, life.Urgency, model, life.Application, life.Alert ? IntakeChannel.Alert : IntakeChannel.Api);
        look(null, ticket, now);
        foreach ((int minutesLater, TicketCommand command) in life.Commands)
        {
            Ticket before = ticket.Ticket;
            now = now.AddMinutes(minutesLater);

            // Some requesters write in a chat.
            IntakeChannel channel = command switch
            {
                FireDeadlines => IntakeChannel.Clock,
                AddRequesterMessage or EndChat when life.StartMinute % 3 == 0 => IntakeChannel.Chat,
                _ => IntakeChannel.Desk,
            };
            ticket.Keep(ticket.Try(now, command, CommandSequence.ActorOf(command), channel));
            look(before, ticket, now);
        }
    }

    private static void ForAll(Action<CommandSequence> holds, int count = Usually) =>
        Property.Holds(CommandSequence.Any, holds, count, static life => life.Shorter());
}
