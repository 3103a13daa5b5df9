using System.Text.Json.Nodes;
using Support.Local.Storage;

namespace Support.Local.Hosting.Simulation;

/// <summary>
/// What surrounds a simulated backend and outlives it: the storage account, the people's mailboxes and the Teams channel.
/// </summary>
public sealed class SimulatedWorld
{
    private const string MailHost = "mail.memory";

    private readonly MailEndpoint _mails;
    private readonly TeamsEndpoint _cards;
    private readonly ServiceNowEndpoint _serviceNow = new();

    /// <param name="simulation">Whose clock and chance it follows.</param>
    /// <param name="faults">What goes wrong on the way to storage, mail and Teams; nothing if null.</param>
    public SimulatedWorld(Local.Simulation simulation, StorageFaults? faults = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        Simulation = simulation;
        Storage = new MemoryStorage(simulation.Time);
        _mails = new MailEndpoint(simulation.Time);
        _cards = new TeamsEndpoint(simulation.Time);
        Storage.Attach(MailHost, _mails);
        Storage.Attach(TeamsEndpoint.Host, _cards);
        Storage.Attach(ServiceNowEndpoint.Host, _serviceNow);
        simulation.Transport = Storage.CreateTransport(faults);
    }

    public Local.Simulation Simulation { get; }

    public MemoryStorage Storage { get; }

    /// <summary>The mails that arrived, the oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => _mails.Received;

    /// <summary>The messages with cards that arrived in Teams, the oldest first.</summary>
    public IReadOnlyList<ReceivedPost> Cards => _cards.Received;

    /// <summary>The incidents of the ServiceNow instance that a model may mirror tickets to, at https://servicenow.memory/.</summary>
    public IReadOnlyList<JsonObject> Incidents => _serviceNow.Incidents;

    /// <summary>What was written at incidents: their numbers and the texts, the oldest first.</summary>
    public IReadOnlyList<(string Number, string Text)> IncidentJournal => _serviceNow.Journal;

    /// <summary>What the instance's business rule has to tell of everything that happened there, the oldest first.</summary>
    public IReadOnlyList<string> IncidentNews => _serviceNow.Told;

    /// <summary>Somebody at the instance writes fields of an incident, or a comment.</summary>
    public void ChangeIncident(int incident, string account, string field, string value) =>
        _serviceNow.Change(_serviceNow.Incidents[incident], account, new Dictionary<string, string> { [field] = value });

    /// <summary>The app settings that lead to this world.</summary>
    internal static IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Email", $"endpoint=https://{MailHost}/;accesskey={Convert.ToBase64String("simulated"u8)}"),
        new("Teams:Webhook:default", $"https://{TeamsEndpoint.Host}/"),
        new("Mirror:servicenow:user", "support.desk"),
        new("Mirror:servicenow:password", "simulated"),
    ];
}
