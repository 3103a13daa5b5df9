using System.Collections.Concurrent;
using Support.Platform.Chat;

namespace Support.Functions.Intake.Chat;

/// <summary>
/// Waits for what is said in a chat. It asks storage every second, so that it hears of everything whichever process wrote it;
/// nothing is held meanwhile but a timer. One chat waits at so many places at once, as many as a person has windows.
/// </summary>
public sealed class ChatListening(ChatSessions sessions, ChatConversations conversations, TimeProvider time)
{
    private const int PlacesMax = 4;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>A place to wait at, given back when it is disposed of; null when the chat has too many.</summary>
    public IDisposable? Enter(string session)
    {
        if (_places.AddOrUpdate(session, 1, static (_, places) => places + 1) <= PlacesMax)
        {
            return new Place(this, session);
        }

        Leave(session);
        return null;
    }

    /// <summary>What is said after a place in the chat, as soon as there is something, or nothing after a while.</summary>
    public async Task<ChatPart> NextAsync(ChatSession session, long after, TimeSpan wait, CancellationToken cancellationToken)
    {
        DateTimeOffset until = time.GetUtcNow() + wait;
        long position = after;
        while (true)
        {
            ChatPart part = await conversations.AfterAsync(session, position, cancellationToken);
            TimeSpan left = until - time.GetUtcNow();
            if (part.Messages.Count > 0 || left <= TimeSpan.Zero)
            {
                return part;
            }

            position = part.Next;
            await Task.Delay(left < Step ? left : Step, time, cancellationToken);

            // It may have gone on in another ticket.
            session = await sessions.FindAsync(session.Id, cancellationToken) ?? session;
        }
    }

    private void Leave(string session)
    {
        if (_places.AddOrUpdate(session, 0, static (_, places) => places - 1) == 0)
        {
            _places.TryRemove(KeyValuePair.Create(session, 0));
        }
    }

    private sealed class Place(ChatListening listening, string session) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                listening.Leave(session);
            }
        }
    }
}
