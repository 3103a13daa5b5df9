using Support.Domain.Webhooks.Mapping;

namespace Support.Domain.Model;

/// <summary>What a record that is done with in the other system means for its ticket.</summary>
public enum OnClosed
{
    /// <summary>The ticket is resolved.</summary>
    Resolve,

    /// <summary>The ticket gets a note.</summary>
    Note,
}

/// <summary>What a source's news does: one member of <c>intake.webhooks</c>.</summary>
public sealed record WebhookIntake
{
    /// <summary>The sources that this system knows by itself; every other one needs a mapping.</summary>
    public static IReadOnlyList<string> KnownSources { get; } = ["github", "jira", "servicenow"];

    /// <summary>Application id of what comes in; null for the default of <c>intake</c>.</summary>
    public string? Application { get; init; }

    /// <summary>Application ids by what the source calls a repository, a project, an assignment group.</summary>
    public IReadOnlyDictionary<string, string> Projects { get; init; } = new Dictionary<string, string>();

    /// <summary>What a record that is done with means.</summary>
    public OnClosed OnClosed { get; init; } = OnClosed.Resolve;

    /// <summary>What labels mean, by label; one that is not here becomes a tag.</summary>
    public IReadOnlyDictionary<string, LabelMeaning> Labels { get; init; } = new Dictionary<string, LabelMeaning>();

    /// <summary>Priorities by what the source calls them.</summary>
    public IReadOnlyDictionary<string, Priority> Priorities { get; init; } = new Dictionary<string, Priority>();

    /// <summary>The accounts by which we write there; what they do is no news.</summary>
    public IReadOnlyList<string> OwnAccounts { get; init; } = [];

    /// <summary>How a source that this system does not know by itself proves itself; null for a bearer token.</summary>
    public WebhookProof? Proof { get; init; }

    /// <summary>What its payloads mean; null for a source that this system knows by itself.</summary>
    public WebhookMapping? Mapping { get; init; }

    /// <summary>What we tell it; null for nothing.</summary>
    public WebhookMirror? Mirror { get; init; }
}

/// <summary>What a label means.</summary>
public sealed record LabelMeaning
{
    /// <summary>The priority that it sets; null for none.</summary>
    public Priority? Priority { get; init; }

    /// <summary>The kind of ticket that it makes; null for none.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>The tags that it stands for.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>By what a sender shows that it knows the secret.</summary>
public enum ProofScheme
{
    /// <summary>HMAC-SHA256 of the body.</summary>
    HmacSha256,

    /// <summary>The secret itself stands in the header.</summary>
    Token,

    /// <summary>The secret is a user and a password, parted by a colon, by HTTP Basic authentication.</summary>
    Basic,
}

/// <summary>How a signature is written.</summary>
public enum SignatureEncoding
{
    /// <summary>Hexadecimal digits.</summary>
    Hex,

    /// <summary>Base64.</summary>
    Base64,
}

/// <summary>How a sender proves itself.</summary>
public sealed record WebhookProof
{
    /// <summary>By what.</summary>
    public ProofScheme Scheme { get; init; } = ProofScheme.Token;

    /// <summary>The header that it stands in.</summary>
    public string Header { get; init; } = "Authorization";

    /// <summary>What stands before it there.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How a signature is written.</summary>
    public SignatureEncoding Encoding { get; init; } = SignatureEncoding.Hex;

    /// <summary>The header that says when it was sent, which is signed before the body with <see cref="Separator"/> between; null for none.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>What stands between the time and the body where both are signed.</summary>
    public string Separator { get; init; } = ".";

    /// <summary>How far that time may be from now.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The header that gives each delivery a name of its own; null for none.</summary>
    public string? DeliveryHeader { get; init; }
}

/// <summary>What we tell another system of the tickets that it has a record of.</summary>
public sealed record WebhookMirror
{
    /// <summary>The system's address, to which the paths of its API are added.</summary>
    public required Uri Url { get; init; }

    /// <summary>The table of its records.</summary>
    public string Table { get; init; } = "incident";

    /// <summary>Whether public messages are told.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>Whether internal notes are told, as work notes.</summary>
    public bool WorkNotes { get; init; }

    /// <summary>The applications of which every new ticket gets a record there; none when it is empty.</summary>
    public IReadOnlyList<string> Push { get; init; } = [];

    /// <summary>The fields that are written there when a ticket comes to a status; a status that is not here is not told.</summary>
    public required IReadOnlyDictionary<TicketStatus, IReadOnlyDictionary<string, string>> Statuses { get; init; }

    /// <summary>The fields that are written there when a ticket gets a priority; one that is not here is not told.</summary>
    public required IReadOnlyDictionary<Priority, IReadOnlyDictionary<string, string>> Priorities { get; init; }
}
