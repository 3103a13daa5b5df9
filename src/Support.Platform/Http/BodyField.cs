using System.Text.Json.Nodes;

namespace Support.Platform.Http;

/// <summary>A member of a request's body, as the API document describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says, for the reader of the API document.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Schema">Its JSON Schema, limits included.</param>
public abstract record BodyField(string Name, string Meaning, bool Required, JsonObject Schema);

/// <summary>
/// A member that reads itself by the limits that it is described with, so that what the API document promises and what the
/// API takes cannot drift apart.
/// </summary>
/// <typeparam name="T">What it is read into.</typeparam>
public sealed record BodyField<T>(string Name, string Meaning, bool Required, JsonObject Schema, Func<FieldReader, T> Read)
    : BodyField(Name, Meaning, Required, Schema)
{
    /// <summary>The member of a body. Use it only when the body has no errors.</summary>
    public T In(FieldReader body) => Read(body);
}
