using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Model;
using Support.Functions.Desk.Tickets;
using Support.Functions.Intake.Tickets;
using Support.Platform.Http;
using Support.RepositoryTests.Functions;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Api;

/// <summary>The OpenAPI document that the apps serve: made from what the code says, and from every route that there is.</summary>
public sealed partial class Open_api
{
    private const string ServedFile = "src/Support.Platform/OpenApi/openapi.json";
    private const string CommandRoute = "desk/tickets/{id}/{command}";
    private const string FamilyRoute = "desk/tickets/{id}/{family}/{command}";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ApiSchemas Schemas = new();
    private static readonly IReadOnlyList<ApiOperation> Operations = [.. new IntakeOperations(Schemas).All(), .. new DeskOperations(Schemas).All()];
    private static readonly JsonObject Document = OpenApiDocument.Of(Operations, Schemas);

    [Fact]
    public void Is_served_as_the_code_says_it()
    {
        string actual = Document.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(Repository.FullPath(ServedFile), actual);
            return;
        }

        Assert.True(Repository.Read(ServedFile) == actual, $"{ServedFile} is not what the code says: run this test with UPDATE_APPROVED=1 and read what changed.");
    }

    [Fact]
    public void Describes_every_route_and_no_other()
    {
        IEnumerable<string> there =
            from function in DeclaredFunction.All
            where function.App is "Functions.Intake" or "Functions.Desk"
            let http = function.Trigger as HttpTriggerAttribute
            where http is not null && !IsPreflight(http)
            from method in http.Methods ?? []
            select $"{method.ToLowerInvariant()} {http.Route}";
        IEnumerable<string> described = Operations.Select(operation => $"{operation.Method} {RouteOf(operation)}").Distinct();

        Assert.Equal(there.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gives_each_operation_a_name_a_summary_and_an_answer()
    {
        Assert.Equal(Operations.Count, Operations.Select(operation => operation.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Operations.Count, Operations.Select(operation => $"{operation.Method} {operation.Route}").Distinct(StringComparer.Ordinal).Count());
        Assert.All(Operations, operation => Assert.Matches(@"^[A-Z].*\.$", operation.Summary));
        Assert.All(Operations, operation => Assert.True(operation.Answer is not null || operation.Status == 204 || operation.Method == "options", operation.Id));
    }

    [Fact]
    public void Has_no_pointer_that_leads_nowhere()
    {
        string[] pointers = [.. ApiSchemas.Objects(Document).Select(node => node["$ref"]).OfType<JsonValue>().Select(value => value.GetValue<string>()).Distinct()];
        Assert.NotEmpty(pointers);
        Assert.All(pointers, pointer => Assert.NotNull(pointer[2..].Split('/').Aggregate((JsonNode?)Document, Step)));
    }

    [Fact]
    public void Names_every_security_scheme_that_it_uses()
    {
        JsonObject schemes = Document["components"]!["securitySchemes"]!.AsObject();
        Assert.All(Operations.Select(operation => operation.Security).OfType<string>(), scheme => Assert.True(schemes.ContainsKey(scheme), scheme));
    }

    [Fact]
    public void Knows_the_filters_of_the_list() => Assert.Equal(
        ListQuery.Names.Order(StringComparer.Ordinal), DeskOperations.Filters.Select(filter => filter.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Knows_the_members_of_a_submission()
    {
        SupportModel model = SupportModelReader.Read(Repository.Read("src/Support.Platform/Model/support-model.json")).Model!;

        TicketSubmission.Read(JsonElement.Parse("""{ "unknown": 1 }"""), model, out IReadOnlyList<FieldError> errors);

        string detail = errors.Single(error => error.Pointer == "#/unknown").Detail;
        Assert.Equal(
            IntakeOperations.Submission.Select(field => field.Name).Order(StringComparer.Ordinal),
            KnownNames().Match(detail).Groups[1].Value.Split(", ").Order(StringComparer.Ordinal));
    }

    // Browsers ask it by themselves, of every address below one; the Fetch standard says how.
    private static bool IsPreflight(HttpTriggerAttribute http) => http.Route!.Contains("{*", StringComparison.Ordinal);

    // Commands share two functions; each has an operation of its own.
    private static string RouteOf(ApiOperation operation) => operation switch
    {
        { Tag: "Commands" } => operation.Route.Count(letter => letter == '/') == 3 ? CommandRoute : FamilyRoute,
        _ => operation.Route,
    };

    private static JsonNode? Step(JsonNode? node, string name) =>
        node is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node?[name];

    [GeneratedRegex("known are (.*)\\.$")]
    private static partial Regex KnownNames();
}
