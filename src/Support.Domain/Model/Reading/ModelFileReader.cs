namespace Support.Domain.Model.Reading;

/// <summary>Reads the file as a whole. What it returns is only a model when nothing was noted on the way.</summary>
internal static class ModelFileReader
{
    private const int VersionLengthMax = 64;

    // Far above any desk there is; they bound the work of the rules that compare everything with everything.
    public const int ThingsMax = 2000;
    public const int PoliciesMax = 200;

    public static SupportModel Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Root);
        members["$schema"]?.RawText("the address of the JSON Schema");
        return new SupportModel
        {
            Version = members["version"] is { } version ? ReadVersion(version) : "",
            Organisation = ReadOrganisation(members["organisation"]),
            Intake = ReadIntake(members["intake"]),
            Calendars = Declare(members["calendars"], Named.Calendar, CalendarReader.Read),
            Priorities = members["priorities"] is { } priorities ? PriorityMatrixReader.Read(priorities) : NoMatrix,
            SlaPolicies = ReadPolicies(members["slaPolicies"], SlaPolicyReader.Read, static policy => policy.Id),
            EscalationPolicies =
                ReadPolicies(members["escalationPolicies"], EscalationPolicyReader.Read, static policy => policy.Id),
            Teams = Declare(members["teams"], Named.Team, PeopleReader.ReadTeam),
            Agents = Declare(members["agents"], Named.Agent, PeopleReader.ReadAgent),
            Shifts = Declare(members["shifts"], Named.Shift, CalendarReader.Read, mayBeEmpty: true),
            Applications = Declare(members["applications"], Named.Application, ApplicationReader.Read),
            Organisations = DeclareOptional(node, members["organisations"], Named.Organisation, CustomerReader.ReadOrganisation),
            Contracts = DeclareOptional(node, members["contracts"], Named.Contract, CustomerReader.ReadContract),
            QuietHours = members["quietHours"] is { } quiet ? QuietHoursReader.Read(quiet) : null,
            Webhooks = DeclareOptional(node, members["webhooks"], Named.Webhook, WebhookReader.Read),
            CustomFields = DeclareOptional(node, members["customFields"], Named.CustomField, ContentReader.ReadField),
            CannedAnswers = DeclareOptional(node, members["cannedAnswers"], Named.CannedAnswer, ContentReader.ReadAnswer),
            Leadership = members["leadership"] is { } leadership ? PeopleReader.ReadLeadership(leadership) : NoLeadership,
            Routing = members["routing"] is { } routing ? RoutingReader.Read(routing) : null,
            Load = members["load"] is { } load ? AvailabilityReader.ReadLoad(load) : new LoadRules(),
            AutoCloseAfter = members["autoCloseAfter"]?.Duration() ?? default,
        };
    }

    private static PriorityMatrix NoMatrix => new()
    {
        Matrix = new Dictionary<Grade, IReadOnlyDictionary<Grade, Priority>>(),
        DefaultImpact = default,
        DefaultUrgency = default,
    };

    private static Leadership NoLeadership => new() { TriageManager = "", Manager = "", IncidentManager = "", Executives = [] };

    private static string ReadVersion(ModelNode node)
    {
        string? version = node.Name();
        if (version?.Length > VersionLengthMax)
        {
            node.Mistake($"Expected at most {VersionLengthMax} characters, found {version.Length}.");
        }

        return version ?? "";
    }

    private static Organisation ReadOrganisation(ModelNode? node)
    {
        ObjectReader? members = node is null ? null : ObjectReader.Open(node, ModelShapes.Organisation);
        return new Organisation
        {
            Name = members?["name"]?.Name() ?? "",
            SupportAddress = members?["supportAddress"]?.Address() ?? "",
        };
    }

    private static IntakeRules ReadIntake(ModelNode? node)
    {
        ObjectReader? members = node is null ? null : ObjectReader.Open(node, ModelShapes.Intake);
        return new IntakeRules
        {
            Anonymous = members?["anonymous"]?.Flag() ?? false,
            DefaultApplication = members?["defaultApplication"]?.Reference(Named.Application) ?? "",
            AlertApplication = members?["alertApplication"]?.Reference(Named.Application) ?? "",
            Limits = members?["limits"] is { } limits ? IntakeLimitsReader.Read(limits) : IntakeLimits.Default,
            Email = members?["email"] is { } email ? EmailReader.Read(email) : new EmailRules(),
            Chat = members?["chat"] is { } chat ? ChatIntakeReader.Read(chat) : new ChatIntake(),
            Webhooks = IntakeWebhookReader.ReadAll(members?["webhooks"]),
            Alerts = members?["alerts"] is { } alerts ? AlertIntakeReader.Read(alerts) : new AlertIntakeRules(),
        };
    }

    private static Dictionary<string, T> Declare<T>(
        ModelNode? node, Named kind, Func<ModelNode, T> read, bool mayBeEmpty = false)
    {
        Dictionary<string, T>? things = node is null ? null : ObjectReader.ById(node, read);
        if (things is null)
        {
            return [];
        }

        int min = mayBeEmpty ? 0 : 1;
        if (things.Count < min || things.Count > ThingsMax)
        {
            node!.Mistake($"Expected {min} to {ThingsMax} members, found {things.Count}.");
        }

        // Of an empty section it is enough to say that once, and not of each name that is not in it.
        if (things.Count >= min)
        {
            node!.Reading.References.Declare(kind, things.Keys);
        }

        return things;
    }

    /// <summary>A section that may be left out: then there is none of its things, and whoever names one is mistaken.</summary>
    private static Dictionary<string, T> DeclareOptional<T>(ModelNode file, ModelNode? node, Named kind, Func<ModelNode, T> read)
    {
        if (node is null)
        {
            file.Reading.References.Declare(kind, []);
        }

        return Declare(node, kind, read, mayBeEmpty: true);
    }

    private static List<T> ReadPolicies<T>(ModelNode? node, Func<ModelNode, T> read, Func<T, string> idOf)
        where T : class
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        List<T> policies = node?.NotEmpty().List(item =>
        {
            T policy = read(item);
            if (idOf(policy) is { Length: > 0 } id && !ids.Add(id))
            {
                item.Reading.Add(item.Pointer + ModelNode.PointerTo("id"), $"Another policy has the id '{id}' already; expected one of its own.");
            }

            return policy;
        }) ?? [];
        if (policies.Count > PoliciesMax)
        {
            node!.Mistake($"Expected at most {PoliciesMax} policies, found {policies.Count}.");
        }

        return policies;
    }
}
