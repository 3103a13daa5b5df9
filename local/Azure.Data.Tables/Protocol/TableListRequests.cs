using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Protocol;

/// <summary>Makes, deletes and lists the tables of an account.</summary>
internal static class TableListRequests
{
    public static HttpMessage CreateTable(this TablesConnection connection, string name, StatusCodeClassifier expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        HttpMessage message = connection.CreateMessage(RequestMethod.Post, connection.Tables, expected);
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", "application/json");
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("TableName"u8, name);
            writer.WriteEndObject();
        }

        message.Request.Content = RequestContent.Create(body.WrittenMemory);
        return message;
    }

    /// <summary>The table that a creation made or, of <see cref="ExpectedStatus.CreatedOrExists"/>, found.</summary>
    public static Response<TableItem> ToTable(this Response response, string name) =>
        response.Status != 409 || IsAlreadyThere(response)
            ? Response.FromValue(new TableItem(name), response)
            : throw new RequestFailedException(response, null, ErrorDetails.Parser);

    public static HttpMessage DeleteTable(this TablesConnection connection, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return connection.CreateMessage(
            RequestMethod.Delete, new Uri($"{connection.Tables}('{Uri.EscapeDataString(name)}')"), ExpectedStatus.Deleted);
    }

    public static HttpMessage QueryTables(this TablesConnection connection, string? filter, int? top, string? continuationToken)
    {
        var uri = new QueryUri(connection.Tables.AbsoluteUri);
        uri.Add("$filter", filter);
        uri.Add("$top", top);
        uri.Add("NextTableName", continuationToken);
        return connection.CreateMessage(RequestMethod.Get, uri.ToUri(), ExpectedStatus.Read);
    }

    public static Page<TableItem> ToTables(this Response response)
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        var tables = new List<TableItem>();
        foreach (JsonElement table in document.RootElement.GetProperty("value").EnumerateArray())
        {
            tables.Add(new TableItem(table.GetProperty("TableName").GetString()!));
        }

        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out string? next);
        return Page<TableItem>.FromValues(tables, string.IsNullOrEmpty(next) ? null : next, response);
    }

    // A table that is still being deleted answers 409 too, and is not there.
    private static bool IsAlreadyThere(Response response) =>
        ErrorDetails.Parser.TryParse(response, out ResponseError? error, out _) && error?.Code == TableErrorCode.TableAlreadyExists;
}
