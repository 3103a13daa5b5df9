using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Platform.Tests.Fakes;

/// <summary>Valid things to begin a test with.</summary>
internal static class Some
{
    public static Requester Ann { get; } = new("ann@example.com", "Ann");

    public static RandomNumberGenerator Random { get; } = RandomNumberGenerator.Create();

    /// <summary>The default model.</summary>
    public static SupportModel Model { get; } = new SupportModelSource(Configuration()).Current;

    public static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();

    public static TicketId Id() => TicketId.FromEntropy(RandomNumberGenerator.GetBytes(5));

    public static OpenTicket Submission(string subject = "The shop is down", string description = "Nothing works.") => new()
    {
        Subject = subject,
        Description = description,
        Requester = Ann,
        Application = "shop",
        Impact = Grade.High,
        Urgency = Grade.High,
    };

    public static CommandRequest FromAnn(string? key = null, string bodyHash = "body", string scope = "ann") => new()
    {
        Actor = new Actor(ActorKind.Requester, Ann.Email, Ann.Name),
        Channel = IntakeChannel.Api,
        Key = key is null ? null : new IdempotencyKey(scope, key, bodyHash),
    };

    public static CommandRequest FromBen(string? key = null, string bodyHash = "body", int? ifVersion = null) => new()
    {
        Actor = new Actor(ActorKind.Agent, "ben", "Ben Adler"),
        Channel = IntakeChannel.Desk,
        Key = key is null ? null : new IdempotencyKey("agent ben", key, bodyHash),
        IfVersion = ifVersion,
    };

    public static DecisionContext Context(DateTimeOffset now) => new()
    {
        Now = now,
        Model = Model,
        Actor = new Actor(ActorKind.Requester, Ann.Email, Ann.Name),
        Channel = IntakeChannel.Api,
    };

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    /// <summary>What two tickets are compared by: everything that is stored.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, SupportJson.Options);
}
