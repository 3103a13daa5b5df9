using Azure.Messaging.ServiceBus;

namespace Support.Platform.Bus;

/// <summary>Looks through dead letters, sends them again, or throws them away.</summary>
public sealed class DeadLetters(ServiceBusClient bus)
{
    /// <summary>At most so many are looked through at once.</summary>
    public const int SeenMax = 500;

    private const int BatchMax = 32;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    /// <summary>The first of them, up to so many, without taking them.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterPlace place, int countMax, CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = Receiver(place);
        return [.. (await receiver.PeekMessagesAsync(countMax, cancellationToken: cancellationToken)).Select(static message => DeadLetter.Of(message, withBody: false))];
    }

    /// <summary>One of them with its body; null when it is not there.</summary>
    public async Task<DeadLetter?> FindAsync(DeadLetterPlace place, string id, CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = Receiver(place);
        IReadOnlyList<ServiceBusReceivedMessage> messages = await receiver.PeekMessagesAsync(SeenMax, cancellationToken: cancellationToken);
        return messages.FirstOrDefault(message => DeadLetter.IdOf(message) == id) is { } found ? DeadLetter.Of(found, withBody: true) : null;
    }

    /// <summary>
    /// Sends a copy, then takes the dead letter away: a crash in between leaves both, never neither. The copy's id is made of
    /// the dead letter's, so that a second try right afterwards is dropped as a repetition; what comes later all the same
    /// is known to whoever handles it by the event's own id. Into a topic the copy reaches every subscription, each of
    /// which bears repetitions.
    /// </summary>
    /// <param name="place">Where.</param>
    /// <param name="id">Which; null for all that are there now.</param>
    /// <param name="cancellationToken">Gives up; what was sent stays sent.</param>
    /// <returns>Those that were sent again.</returns>
    public async Task<IReadOnlyList<DeadLetter>> ReplayAsync(DeadLetterPlace place, string? id, CancellationToken cancellationToken)
    {
        await using ServiceBusSender sender = bus.CreateSender(place.Entity);
        return await TakeAsync(place, id, message => sender.SendMessageAsync(Copy(place, message), cancellationToken), cancellationToken);
    }

    /// <summary>Takes a dead letter away, and sends nothing.</summary>
    public Task<IReadOnlyList<DeadLetter>> DiscardAsync(DeadLetterPlace place, string id, CancellationToken cancellationToken) =>
        TakeAsync(place, id, static _ => Task.CompletedTask, cancellationToken);

    private static ServiceBusMessage Copy(DeadLetterPlace place, ServiceBusReceivedMessage message)
    {
        var copy = new ServiceBusMessage(message) { MessageId = $"replay-{place.Name}-{DeadLetter.IdOf(message)}" };
        copy.ApplicationProperties[DeadLetter.ReplayOfProperty] = DeadLetter.IdOf(message);
        return copy;
    }

    // Messages can only be taken in order: what is not asked for is held meanwhile, and given back at the end.
    private async Task<IReadOnlyList<DeadLetter>> TakeAsync(
        DeadLetterPlace place, string? id, Func<ServiceBusReceivedMessage, Task> before, CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = Receiver(place);
        var taken = new List<DeadLetter>();
        var others = new List<ServiceBusReceivedMessage>();
        try
        {
            while (taken.Count + others.Count < SeenMax && (id is null || taken.Count == 0))
            {
                IReadOnlyList<ServiceBusReceivedMessage> batch = await receiver.ReceiveMessagesAsync(BatchMax, Wait, cancellationToken);
                if (batch.Count == 0)
                {
                    break;
                }

                others.AddRange(batch);
                foreach (ServiceBusReceivedMessage message in batch.Where(message => IsWanted(message, id, taken)))
                {
                    await before(message);
                    await receiver.CompleteMessageAsync(message, cancellationToken);
                    others.Remove(message);
                    taken.Add(DeadLetter.Of(message, withBody: false));
                }
            }
        }
        finally
        {
            foreach (ServiceBusReceivedMessage other in others)
            {
                await receiver.AbandonMessageAsync(other, cancellationToken: CancellationToken.None);
            }
        }

        return taken;
    }

    // What was sent again and has come back already is left for the next time: it would go round for ever.
    private static bool IsWanted(ServiceBusReceivedMessage message, string? id, List<DeadLetter> taken)
    {
        string? of = message.ApplicationProperties.TryGetValue(DeadLetter.ReplayOfProperty, out object? value) ? value as string : null;
        return id is null ? taken.All(before => before.Id != of) : DeadLetter.IdOf(message) == id;
    }

    private ServiceBusReceiver Receiver(DeadLetterPlace place)
    {
        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        return place.Subscription is { } subscription
            ? bus.CreateReceiver(place.Entity, subscription, options)
            : bus.CreateReceiver(place.Entity, options);
    }
}
