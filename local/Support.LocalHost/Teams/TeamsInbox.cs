using System.Text.Json;

namespace Support.Local.Hosting.Teams;

/// <summary>
/// The Teams channel of the Local flavour: takes what a Workflows webhook takes, and keeps the newest in a file so that
/// they are still there after a restart.
/// </summary>
internal sealed class TeamsInbox
{
    public const int Capacity = 500;

    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly LinkedList<ReceivedCard> _newestFirst = new();
    private int _linesInFile;

    public TeamsInbox(string file, TimeProvider time)
    {
        _file = file;
        _time = time;
        foreach (string line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            _linesInFile++;
            if (TryParse(line) is { } card)
            {
                Keep(card);
            }
        }
    }

    public IReadOnlyList<ReceivedCard> NewestFirst()
    {
        lock (_gate)
        {
            return [.. _newestFirst];
        }
    }

    /// <exception cref="FormatException">The body is no message of a Workflows webhook.</exception>
    public async Task AddAsync(Stream body, CancellationToken cancellationToken)
    {
        JsonElement message = await ParseAsync(body, cancellationToken);
        if (!AdaptiveCards.In(message).Any())
        {
            throw new FormatException("The message has no attachment with an adaptive card.");
        }

        var card = new ReceivedCard(_time.GetUtcNow(), message);
        lock (_gate)
        {
            Keep(card);
            File.AppendAllText(_file, JsonSerializer.Serialize(card) + "\n");
            if (++_linesInFile > 2 * Capacity)
            {
                Compact();
            }
        }
    }

    private static async Task<JsonElement> ParseAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new FormatException("The body is not JSON.", exception);
        }
    }

    // A host that was killed while it wrote leaves half a line.
    private static ReceivedCard? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ReceivedCard>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Keep(ReceivedCard card)
    {
        _newestFirst.AddFirst(card);
        if (_newestFirst.Count > Capacity)
        {
            _newestFirst.RemoveLast();
        }
    }

    private void Compact()
    {
        string next = _file + ".next";
        File.WriteAllLines(next, _newestFirst.Reverse().Select(card => JsonSerializer.Serialize(card)));
        File.Move(next, _file, overwrite: true);
        _linesInFile = _newestFirst.Count;
    }
}

/// <summary>A message that the channel received, and when.</summary>
internal sealed record ReceivedCard(DateTimeOffset ReceivedAt, JsonElement Message);
