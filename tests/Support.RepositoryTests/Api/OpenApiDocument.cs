using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Support.Platform.Http;

namespace Support.RepositoryTests.Api;

/// <summary>Writes the OpenAPI 3.1 document of the operations.</summary>
internal static partial class OpenApiDocument
{
    private static readonly Dictionary<int, string> Meanings = new()
    {
        [400] = "The request cannot be understood.",
        [401] = "Sign in first.",
        [403] = "You may not do this.",
        [404] = "There is none for you; the answer does not tell whether there is one for others.",
        [406] = "It will never be taken; sending it again is of no use.",
        [408] = "The body came too slowly.",
        [409] = "The rules forbid it now; the detail says why.",
        [412] = "The ticket has changed since you looked.",
        [413] = "The body is too large.",
        [415] = "The body must be JSON.",
        [422] = "Some fields are invalid, or the Idempotency-Key was used for another body.",
        [429] = "That is too often; Retry-After says when to come again.",
        [503] = "The service cannot do this right now; repeat the request.",
    };

    public static JsonObject Of(IReadOnlyList<ApiOperation> operations, ApiSchemas schemas)
    {
        var paths = new JsonObject();
        foreach (IGrouping<string, ApiOperation> path in operations.GroupBy(operation => operation.Route).OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            paths[$"/api/{path.Key}"] = new JsonObject(path.OrderBy(operation => operation.Method, StringComparer.Ordinal)
                .Select(operation => KeyValuePair.Create(operation.Method, (JsonNode?)Operation(operation))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Support",
                ["version"] = "1",
                ["description"] = "Customers open tickets and follow them; agents work them. Errors are problem details (RFC 9457) with a stable type.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["parameters"] = new JsonObject(Shared.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value.DeepClone()))),
                ["responses"] = new JsonObject(Meanings.OrderBy(problem => problem.Key).Select(problem => KeyValuePair.Create(Text(problem.Key), (JsonNode?)ProblemResponse(problem.Value)))),
                ["securitySchemes"] = SecuritySchemes(),
                ["schemas"] = Schemas(schemas),
            },
        };
    }

    private static JsonObject Operation(ApiOperation operation)
    {
        var made = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
            ["security"] = operation.Security is { } scheme ? new JsonArray(new JsonObject { [scheme] = new JsonArray() }) : new JsonArray(),
            ["parameters"] = new JsonArray([.. Parameters(operation)]),
        };
        JsonObject? body = operation.BodySchema ?? (operation.Body is null ? null : Body(operation.Body));
        if (body is not null)
        {
            made["requestBody"] = new JsonObject
            {
                ["required"] = (operation.Body?.Any(field => field.Required)) ?? true,
                ["content"] = new JsonObject { [operation.BodyType] = new JsonObject { ["schema"] = body } },
            };
        }

        made["responses"] = Responses(operation);
        return made;
    }

    private static IEnumerable<JsonNode> Parameters(ApiOperation operation)
    {
        foreach (Match name in Placeholder().Matches(operation.Route))
        {
            JsonObject schema = name.Groups[1].Value == "id" ? ApiSchemas.Reference() : new JsonObject { ["type"] = "string", ["maxLength"] = 40 };
            yield return Parameter(name.Groups[1].Value, "path", null, schema, required: true);
        }

        foreach (ApiParameter parameter in operation.Query)
        {
            yield return Parameter(parameter.Name, "query", parameter.Meaning, parameter.Schema.DeepClone(), required: false);
        }

        foreach ((string name, bool isTaken) in new[]
        {
            ("Idempotency-Key", operation.TakesKey), ("If-Match", operation.TakesIfMatch), ("If-None-Match", operation.TakesIfNoneMatch),
        })
        {
            if (isTaken)
            {
                yield return new JsonObject { ["$ref"] = $"#/components/parameters/{name}" };
            }
        }
    }

    private static Dictionary<string, JsonObject> Shared { get; } = new()
    {
        ["Idempotency-Key"] = Parameter(
            "Idempotency-Key", "header", "Whoever repeats it with the same body gets the first answer again.", BodyFields.TextSchema(255), required: false),
        ["If-Match"] = Parameter(
            "If-Match", "header", "The ETag that the ticket must still have.", new JsonObject { ["type"] = "string" }, required: false),
        ["If-None-Match"] = Parameter(
            "If-None-Match", "header", "The ETag of what the caller has.", new JsonObject { ["type"] = "string" }, required: false),
    };

    private static JsonObject ProblemResponse(string meaning) => new()
    {
        ["description"] = meaning,
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } },
        },
    };

    private static JsonObject Parameter(string name, string place, string? meaning, JsonNode schema, bool required)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };
        if (meaning is not null)
        {
            parameter["description"] = meaning;
        }

        return parameter;
    }

    private static JsonObject Body(IReadOnlyList<BodyField> fields)
    {
        var body = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Described(field)))),
        };
        if (fields.Any(field => field.Required))
        {
            body["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]);
        }

        return body;
    }

    private static JsonNode Described(BodyField field)
    {
        JsonNode schema = field.Schema.DeepClone();
        schema["description"] = field.Meaning;
        return schema;
    }

    private static JsonObject Responses(ApiOperation operation)
    {
        var good = new JsonObject { ["description"] = "Done." };
        if (operation.Answer is { } answer)
        {
            good["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = answer.DeepClone() } };
        }

        var responses = new JsonObject { [Text(operation.Status)] = good };
        if (operation.TakesIfNoneMatch)
        {
            responses["304"] = new JsonObject { ["description"] = "What the caller has is what there is." };
        }

        foreach (int status in operation.Problems)
        {
            responses[Text(status)] = new JsonObject { ["$ref"] = $"#/components/responses/{status}" };
        }

        return responses;
    }

    private static JsonObject SecuritySchemes() => new()
    {
        ["agent"] = new JsonObject
        {
            ["type"] = "openIdConnect",
            ["openIdConnectUrl"] = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
            ["description"] = "App Service authentication in front of the desk. Locally the header X-Support-User names the agent.",
        },
        ["ticketLink"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "X-Support-Access",
            ["description"] = "The token of a ticket's signed link; it may stand in the query string instead, as the link has it.",
        },
        ["raw"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The secret of the setting Intake:raw:secret; as the password of basic authentication too." },
        ["mailProvider"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "basic",
            ["description"] = "The secret of the setting Intake:{provider}:secret as the password, whatever the user is called; as ?key= too.",
        },
        ["webhook"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Hub-Signature-256", ["description"] = "GitHub: X-Hub-Signature-256. Jira: X-Hub-Signature. ServiceNow: Authorization. Any other: as the support model says." },
        [ChatOperations.Visitor] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The token that began the chat." },
        ["monitoring"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The secret of the setting Intake:{source}:secret; as the password of basic authentication, or in the header X-Support-Secret, too." },
    };

    private static JsonObject Schemas(ApiSchemas schemas)
    {
        var all = new JsonObject(schemas.All.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value.DeepClone())))
        {
            ["Problem"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("type", "title", "status", "traceId"),
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["type"] = "string", ["description"] = "Stable: clients may branch on it." },
                    ["title"] = new JsonObject { ["type"] = "string" },
                    ["status"] = new JsonObject { ["type"] = "integer" },
                    ["detail"] = new JsonObject { ["type"] = "string" },
                    ["traceId"] = new JsonObject { ["type"] = "string" },
                    ["errors"] = new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = ApiSchemas.Object(("pointer", new JsonObject { ["type"] = "string" }), ("detail", new JsonObject { ["type"] = "string" })),
                    },
                },
            },
        };
        return all;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
