namespace Support.Domain.Model;

/// <summary>How the chat takes tickets in: section <c>intake.chat</c>.</summary>
public sealed record ChatIntake
{
    /// <summary>
    /// The least <see cref="AwayAfter"/>: what a visitor has seen is known when they ask for more, and a stream of answers asks
    /// again after two minutes.
    /// </summary>
    public static readonly TimeSpan AwayAfterMin = TimeSpan.FromMinutes(3);

    /// <summary>The web origins (RFC 6454) whose pages may hold the chat beside this system's own: <c>https://shop.example.com</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Application of a chat that names none; null for what the routing rules and the model's default say.</summary>
    public string? Application { get; init; }

    /// <summary>A chat in which nobody has written for that long has ended.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What a visitor with a mail address has not seen after that long goes to them by mail.</summary>
    public TimeSpan AwayAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how long a visitor can come back to a chat.</summary>
    public TimeSpan SessionLasts { get; init; } = TimeSpan.FromDays(30);
}
