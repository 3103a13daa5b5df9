using System.Text.Json.Nodes;
using Support.Domain.Json;
using Support.Domain.Phone;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Phone;

/// <summary>The members that say what a call was.</summary>
internal static class CallFields
{
    private const int DurationLengthMax = 20;
    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(1);

    public static readonly BodyField<CallDirection?> Direction =
        BodyFields.Word<CallDirection>("direction", "Who rang whom; left out, the requester rang.");

    public static readonly BodyField<DateTimeOffset?> StartedAt = BodyFields.Instant("startedAt", "When the call began.");

    public static readonly BodyField<TimeSpan?> Duration = new(
        "duration",
        "How long it was, such as PT4M30S.",
        false,
        new JsonObject { ["type"] = "string", ["format"] = "duration", ["maxLength"] = DurationLengthMax },
        ReadDuration);

    public static readonly BodyField<bool?> Answered = BodyFields.Flag(
        "answered", "Whether you spoke with each other; left out, you did. Then the call counts as an answer.");

    public static IReadOnlyList<BodyField> All { get; } = [Direction, StartedAt, Duration, Answered];

    public static PhoneCall Read(FieldReader body, string? number = null) => new()
    {
        Direction = Direction.In(body) ?? CallDirection.Incoming,
        StartedAt = StartedAt.In(body),
        Duration = Duration.In(body),
        Answered = Answered.In(body) ?? true,
        Number = number,
    };

    private static TimeSpan? ReadDuration(FieldReader body)
    {
        if (body.Text("duration", DurationLengthMax, required: false) is not { } text)
        {
            return null;
        }

        if (IsoDuration.TryParse(text, out TimeSpan duration) && duration >= TimeSpan.Zero && duration <= DurationMax)
        {
            return duration;
        }

        body.Reject("duration", "Expected an ISO 8601 duration of up to a day, such as PT4M30S.");
        return null;
    }
}
