namespace Support.Platform.Bus;

/// <summary>A queue, or a subscription of the topic, whose messages end among dead letters when nobody can handle them.</summary>
/// <param name="Name">What people call it: <c>intake</c>, <c>ticket-events.clock</c>.</param>
/// <param name="Entity">The queue, or the topic.</param>
/// <param name="Subscription">The subscription; null for a queue.</param>
public sealed record DeadLetterPlace(string Name, string Entity, string? Subscription = null)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DeadLetterPlace> All { get; } =
    [
        .. BusNames.Queues.Select(static queue => new DeadLetterPlace(queue, queue)),
        .. BusNames.Subscriptions.Select(static name => new DeadLetterPlace($"{BusNames.TicketEvents}.{name}", BusNames.TicketEvents, name)),
    ];

    /// <summary>The place of that name; null for none.</summary>
    public static DeadLetterPlace? Find(string name) => All.FirstOrDefault(place => place.Name == name);
}
