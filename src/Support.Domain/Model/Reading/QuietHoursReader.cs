using Support.Domain.Calendars;
using Support.Domain.Notices;

namespace Support.Domain.Model.Reading;

/// <summary>Reads when and of what people are told.</summary>
internal static class QuietHoursReader
{
    public static QuietHours Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.QuietHours);
        var quiet = new QuietHours
        {
            TimeZone = members["timeZone"]?.TimeZone() ?? "",
            Weekly = members["weekly"] is { } weekly ? CalendarReader.ReadWeekly(weekly) : [],
            Reasons = members["reasons"]?.Set(static item => item.Word<NoticeReason>()) ?? [],
        };
        if (members["priorities"] is { } priorities)
        {
            quiet = quiet with { Priorities = priorities.Set(static item => item.Word<Priority>()) ?? [] };
        }

        if (node.Reading.IsBroken(node.Pointer))
        {
            return quiet;
        }

        if (quiet.Rest() is { } rest)
        {
            return quiet with { Awake = BusinessCalendar.From(rest) };
        }

        members["weekly"]!.Mistake("Expected a time of the week that is not quiet, found none: what waits would wait for ever.");
        return quiet;
    }

    public static NotificationChoices ReadChoices(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Notifications);
        return new NotificationChoices
        {
            Email = members["email"]?.Flag() ?? true,
            Without = members["without"]?.Set(ReadDispensable) ?? [],
        };
    }

    private static NoticeReason? ReadDispensable(ModelNode node)
    {
        NoticeReason? reason = node.Word<NoticeReason>();
        if (reason is NoticeReason.Page or NoticeReason.MajorIncident)
        {
            node.Mistake($"Nobody is left out of what {Words<NoticeReason>.Of(reason.Value)} tells; take them off the duty instead.");
        }

        return reason;
    }
}
