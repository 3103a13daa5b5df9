using System.Text.Json;

namespace Support.Domain.Webhooks.Reading;

/// <summary>
/// Reads what another system tells: the one way from a payload to <see cref="ExternalNews"/>. It never throws: what cannot
/// be read is answered with the places that are wrong.
/// </summary>
public static class NewsReader
{
    /// <summary>Reads a payload of a source that there is.</summary>
    public static NewsReading Read(JsonElement payload, NewsQuestion question)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return NewsReading.Wrong(new PayloadMistake("#", "Expected an object."));
        }

        return question.Rules.Mapping is { } mapping ? MappedNews.Read(payload, question, mapping) : question.Source switch
        {
            "github" => GitHubNews.Read(payload, question),
            "jira" => JiraNews.Read(payload, question),
            _ => ServiceNowNews.Read(payload, question),
        };
    }
}
