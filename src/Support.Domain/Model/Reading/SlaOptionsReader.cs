using Support.Domain.Tickets;

namespace Support.Domain.Model.Reading;

/// <summary>Reads how an SLA policy counts where desks differ.</summary>
internal static class SlaOptionsReader
{
    private static readonly ClockKind[] Pausable =
        [ClockKind.FirstResponse, ClockKind.NextResponse, ClockKind.Resolution, ClockKind.Operational];

    public static SlaOptions Read(ObjectReader members) => new()
    {
        PausedBy = members["pausedBy"] is { } pausedBy ? ReadPausedBy(pausedBy) : SlaOptions.Default.PausedBy,
        OnPriorityChange = members["onPriorityChange"]?.Word<OnPriorityChange>() ?? default,
        OnReopen = members["onReopen"]?.Word<OnReopen>() ?? default,
        AtClosingTime = members["atClosingTime"]?.Word<ClosingTime>() ?? default,
        NextResponseFrom = members["nextResponseFrom"]?.Word<NextResponseFrom>() ?? default,
        NextResponseStarts = members["nextResponseStarts"]?.Word<NextResponseStarts>() ?? default,
        FirstResponseWhenPaused = members["firstResponseWhenPaused"]?.Word<FirstResponseWhenPaused>() ?? default,
        RequesterlessStart = members["requesterlessStart"]?.Flag() ?? true,
    };

    /// <summary>A clock that is left out keeps its default; an empty list says that nothing pauses it.</summary>
    private static Dictionary<ClockKind, IReadOnlyList<TicketStatus>> ReadPausedBy(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.PausedBy);
        var pausedBy = new Dictionary<ClockKind, IReadOnlyList<TicketStatus>>(SlaOptions.Default.PausedBy);
        foreach (ClockKind clock in Pausable)
        {
            if (members[Words<ClockKind>.Of(clock)]?.Set(ReadStatus) is { } statuses)
            {
                pausedBy[clock] = statuses;
            }
        }

        return pausedBy;
    }

    private static TicketStatus? ReadStatus(ModelNode item)
    {
        TicketStatus? status = item.Word<TicketStatus>();
        if (status is null or TicketStatus.Pending or TicketStatus.OnHold)
        {
            return status;
        }

        item.Mistake(
            $"No clock can be paused by {TicketTransitions.Word(status.Value)}; expected 'pending' or 'onHold'.");
        return null;
    }
}
