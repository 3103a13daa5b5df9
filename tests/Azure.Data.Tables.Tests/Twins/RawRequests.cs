namespace Azure.Data.Tables.Tests.Twins;

/// <summary>Requests, good and bad, in an order in which each finds what the ones before it left.</summary>
internal static class RawRequests
{
    private const string Row = "/{table}(PartitionKey='p',RowKey='r')";
    private const string OldTag = "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"";

    private static readonly (string, string?) NoContent = ("Prefer", "return-no-content");

    private static readonly string Everything = """
        {"PartitionKey":"p","RowKey":"r","Text":"it's ä 日本","Int":5,"Real":1.5,"Flag":true,"Long@odata.type":"Edm.Int64","Long":"7",
         "Time@odata.type":"Edm.DateTime","Time":"2026-01-02T03:04:05.1234567Z","Id@odata.type":"Edm.Guid","Id":"0f8fad5b-d9cb-469f-a165-70867728950e",
         "Bytes@odata.type":"Edm.Binary","Bytes":"AQI=","Nothing":null,"Whole@odata.type":"Edm.Double","Whole":7,"NaN@odata.type":"Edm.Double","NaN":"NaN",
         "odata.etag":"x"}
        """;

    public static IEnumerable<RawRequest> Tables =>
    [
        new("POST", "/Tables", Name("{table}"), NoContent),
        new("POST", "/Tables", Name("{table}"), NoContent),
        new("POST", "/Tables", Name("{table}b")),
        new("POST", "/Tables", Name("{table}c"), NoContent, ("Accept", "application/json;odata=nometadata")),
        new("POST", "/Tables", Name("a"), NoContent),
        new("POST", "/Tables", Name(new string('a', 64)), NoContent),
        new("POST", "/Tables", Name("not-a-name"), NoContent),
        new("POST", "/Tables", Name("1table"), NoContent),
        new("POST", "/Tables", Name("Tables"), NoContent),
        new("POST", "/Tables", "{}", NoContent),
        new("POST", "/Tables", Name("{table}d"), ("Accept", null)),
        new("GET", "/Tables?$filter=TableName%20ge%20'{table}'%20and%20TableName%20lt%20'{table}z'"),
        new("GET", "/Tables()?$filter=TableName%20ge%20'{table}'%20and%20TableName%20lt%20'{table}z'&$top=1"),
        new("GET", "/Tables?$filter=TableName%20ge%20'{table}'%20and%20TableName%20lt%20'{table}z'&NextTableName={table}b"),
        new("GET", "/Tables?$filter=TableName%20gt%20gt"),
        new("DELETE", "/Tables('{table}c')"),
        new("DELETE", "/Tables('{table}c')"),
    ];

    public static IEnumerable<RawRequest> Inserts =>
    [
        new("POST", "/{table}", Everything, NoContent),
        new("POST", "/{table}", Everything, NoContent),
        new("POST", "/{table}", Keys("p", "content") + ",\"A\":1}"),
        new("POST", "/{table}()", Keys("p", "empty") + "}", NoContent),
        new("POST", "/{table}", """{"RowKey":"r2"}""", NoContent),
        new("POST", "/{table}", """{"PartitionKey":"p"}""", NoContent),
        new("POST", "/{table}", Keys("p", "a/b") + "}", NoContent),
        new("POST", "/{table}", Keys("a#b", "r") + "}", NoContent),
        new("POST", "/{table}", Keys("p", new string('k', 512)) + "}", NoContent),
        new("POST", "/{table}", Keys("p", new string('k', 513)) + "}", NoContent),
        new("POST", "/{table}", Keys("p", "large") + $",\"X\":\"{new string('x', 32 * 1024)}\"}}", NoContent),
        new("POST", "/{table}", Keys("p", "larger") + $",\"X\":\"{new string('x', (32 * 1024) + 1)}\"}}", NoContent),
        new("POST", "/{table}", Keys("p", "bytes") + $",\"X@odata.type\":\"Edm.Binary\",\"X\":\"{Convert.ToBase64String(new byte[64 * 1024])}\"}}", NoContent),
        new("POST", "/{table}", Keys("p", "more") + $",\"X@odata.type\":\"Edm.Binary\",\"X\":\"{Convert.ToBase64String(new byte[(64 * 1024) + 1])}\"}}", NoContent),
        new("POST", "/{table}", Keys("p", "number") + ",\"X@odata.type\":\"Edm.Int64\",\"X\":7}", NoContent),
        new("POST", "/{table}", Keys("p", "null") + ",\"X@odata.type\":\"Edm.Int64\",\"X\":null}", NoContent),
        new("POST", "/{table}", Keys("p", "object") + ",\"X\":{\"a\":1}}", NoContent),
        new("POST", "/{table}", Keys("p", "list") + ",\"X\":[1]}", NoContent),
        new("POST", "/{table}", Keys("p", "flag") + ",\"X@odata.type\":\"Edm.Boolean\",\"X\":\"maybe\"}", NoContent),
        new("POST", "/{table}", Keys("p", "flag2") + ",\"X@odata.type\":\"Edm.Boolean\",\"X\":\"true\"}", NoContent),
        new("POST", "/{table}", Keys("p", "int") + ",\"X@odata.type\":\"Edm.Int32\",\"X\":\"12\"}", NoContent),
        new("POST", "/{table}", Keys("p", "int2") + ",\"X@odata.type\":\"Edm.Int32\",\"X\":\"12x\"}", NoContent),
        new("POST", "/{table}", Keys("p", "double") + ",\"X@odata.type\":\"Edm.Double\",\"X\":\"many\"}", NoContent),
        new("POST", "/{table}", Keys("p", "time") + ",\"X@odata.type\":\"Edm.DateTime\",\"X\":\"\"}", NoContent),
        new("POST", "/{table}", Keys("p", "time2") + ",\"X@odata.type\":\"Edm.DateTime\",\"X\":5}", NoContent),
        new("POST", "/{table}none", Everything, NoContent),
        new("POST", "/{table}", Keys("p", "accept") + "}", NoContent, ("Accept", "application/atom+xml")),
    ];

    public static IEnumerable<RawRequest> Reads =>
    [
        new("GET", Row),
        new("GET", Row, null, ("Accept", "application/json;odata=nometadata")),
        new("GET", Row, null, ("Accept", "application/json;odata=fullmetadata")),
        new("GET", Row, null, ("Accept", "application/json")),
        new("GET", Row, null, ("Accept", null)),
        new("GET", Row + "?$format=application/json;odata=nometadata"),
        new("GET", Row + "?$select=Text,Long,None"),
        new("GET", Row + "?$select="),
        new("GET", "/{table}(PartitionKey='p',RowKey='none')"),
        new("GET", "/{table}none(PartitionKey='p',RowKey='r')"),
        new("GET", "/{table}"),
        new("GET", "/{table}()?$top=1"),
        new("GET", "/{table}()?$top=0"),
        new("GET", "/{table}()?$top=5000"),
        new("GET", "/{table}()?$top=2&NextPartitionKey=cA==&NextRowKey=Y29udGVudA=="),
        new("GET", "/{table}()?NextPartitionKey=cA=="),
        new("GET", "/{table}()?$filter=Int%20eq%205&$select=RowKey,Int"),
        new("GET", "/{table}()?$filter=Int%20ne%206&$select=RowKey"),
        new("GET", "/{table}()?$filter=Text%20ne%205&$select=RowKey"),
        new("GET", "/{table}()?$filter=Text%20eq%205%20or%20Int%20eq%20'5'&$select=RowKey"),
        new("GET", "/{table}()?$filter=not%20(Int%20eq%206)%20and%20RowKey%20le%20'e'&$select=RowKey"),
        new("GET", "/{table}()?$filter=Long%20eq%207L%20or%20X%20eq%2012&$select=RowKey"),
        new("GET", "/{table}()?$filter=Long%20eq%207&$select=RowKey"),
        new("GET", "/{table}()?$filter=Long%20lt%208L&$select=RowKey"),
        new("GET", "/{table}()?$filter=Real%20gt%201.25&$select=RowKey"),
        new("GET", "/{table}()?$filter=Whole%20eq%207&$select=RowKey"),
        new("GET", "/{table}()?$filter=Flag%20eq%20true&$select=RowKey"),
        new("GET", "/{table}()?$filter=Flag&$select=RowKey"),
        new("GET", "/{table}()?$filter=Time%20ge%20datetime'2026-01-02T03:04:05Z'&$select=RowKey"),
        new("GET", "/{table}()?$filter=Id%20eq%20guid'0f8fad5b-d9cb-469f-a165-70867728950e'&$select=RowKey"),
        new("GET", "/{table}()?$filter=Bytes%20eq%20X'0102'&$select=RowKey"),
        new("GET", "/{table}()?$filter=Bytes%20eq%20binary'0102'&$select=RowKey"),
        new("GET", "/{table}()?$filter=Text%20eq%20'it''s%20%C3%A4%20%E6%97%A5%E6%9C%AC'&$select=RowKey"),
        new("GET", "/{table}()?$filter=PartitionKey%20eq%20'p'%20and%20RowKey%20ge%20'c'%20and%20RowKey%20lt%20'f'&$select=RowKey"),
        new("GET", "/{table}()?$filter=true&$select=RowKey"),
        new("GET", "/{table}()?$filter=false"),
        new("GET", "/{table}()?$filter=5%20eq%205"),
        new("GET", "/{table}()?$filter=(Int%20eq%205"),
        new("GET", "/{table}()?$filter=Int%20eq"),
        new("GET", "/{table}none()"),
    ];

    public static IEnumerable<RawRequest> Changes =>
    [
        new("PUT", Row, "{\"A\":1}"),
        new("PUT", Row, "{\"A\":1,\"B\":2}", ("If-Match", "*")),
        new("PUT", Row, "{\"A\":1}", ("If-Match", "nonsense")),
        new("PUT", Row, "{\"A\":1}", ("If-Match", OldTag)),
        new("PUT", "/{table}(PartitionKey='p',RowKey='none')", "{\"A\":1}", ("If-Match", "*")),
        new("PUT", "/{table}(PartitionKey='p',RowKey='none')", "{\"A\":1}", ("If-Match", OldTag)),
        new("PUT", "/{table}none(PartitionKey='p',RowKey='r')", "{\"A\":1}"),
        new("PATCH", Row, "{\"B\":3,\"C@odata.type\":\"Edm.Int64\",\"C\":\"4\"}", ("If-Match", "*")),
        new("PATCH", Row, "{\"C\":\"text\",\"A\":null}"),
        new("GET", Row),
        new("MERGE", Row, "{\"Z\":1}", ("If-Match", "*")),
        new("PATCH", Row, "{\"Z\":1}", ("If-Match", "nonsense")),
        new("PATCH", Row, "{\"Z\":1}", ("If-Match", OldTag)),
        new("PATCH", "/{table}(PartitionKey='p',RowKey='none')", "{\"Z\":1}", ("If-Match", "*")),
        new("PATCH", "/{table}(PartitionKey='p',RowKey='made')", "{\"Z\":1}"),
        new("DELETE", "/{table}(PartitionKey='p',RowKey='made')", null, ("If-Match", "nonsense")),
        new("DELETE", "/{table}(PartitionKey='p',RowKey='made')", null, ("If-Match", OldTag)),
        new("DELETE", "/{table}(PartitionKey='p',RowKey='made')", null, ("If-Match", "*")),
        new("DELETE", "/{table}(PartitionKey='p',RowKey='made')", null, ("If-Match", "*")),
        new("DELETE", "/{table}none(PartitionKey='p',RowKey='r')", null, ("If-Match", "*")),
        new("GET", "/{table}()"),
    ];

    public static IEnumerable<RawRequest> Transactions =>
    [
        Batch(Insert("1"), ("PUT", "(PartitionKey='b',RowKey='2')", Keys("b", "2") + "}", ""), ("PATCH", "(PartitionKey='b',RowKey='3')", Keys("b", "3") + "}", "")),
        Batch(("DELETE", "(PartitionKey='b',RowKey='1')", "", "If-Match: *\r\n")),
        Batch(("POST", "", Keys("b", "1") + "}", "")),
        Batch(Insert("9"), Insert("1")),
        Batch(Insert("9"), Insert("9")),
        Batch(Insert("9"), ("PUT", "(PartitionKey='b',RowKey='2')", "{\"A\":1}", $"If-Match: {OldTag}\r\n")),
        Batch(("PATCH", "(PartitionKey='b',RowKey='none')", "{\"A\":1}", "If-Match: *\r\n")),
        Batch(("DELETE", "(PartitionKey='b',RowKey='none')", "", "If-Match: *\r\n")),
        Batch(Insert("a/b")),
        Batch(("PUT", "(PartitionKey='b',RowKey='2')", "{\"A\":1}", "If-Match: nonsense\r\n")),
        Batch(("POST", "none", Keys("b", "1") + "}", "")),
        Batch([.. Enumerable.Range(100, 101).Select(number => Insert($"{number}"))]),
        new("GET", "/{table}()"),
    ];

    /// <summary>Where Azurite answers without a code, and Azure with one.</summary>
    public static IEnumerable<RawRequest> WithoutCode =>
    [
        new("POST", "/{table}", "{nope", NoContent),
        new("DELETE", Row),
        new("GET", "/{table}()?$top=x"),
        new("GET", "/{table}()?$top=-1"),
        new("PUT", "/{table}", "{\"A\":1}"),
        new("GET", "/Tables", null, ("Authorization", "SharedKey devstoreaccount1:AAAA")),
        new("GET", "/Tables", null, ("Authorization", "SharedKeyLite devstoreaccount1:AAAA")),
        new("GET", "/Tables", null, ("Authorization", null)),
    ];

    private static string Name(string name) => $"{{\"TableName\":\"{name}\"}}";

    private static string Keys(string partitionKey, string rowKey) => $"{{\"PartitionKey\":\"{partitionKey}\",\"RowKey\":\"{rowKey}\"";

    private static (string, string, string, string) Insert(string rowKey) => ("POST", "", Keys("b", rowKey) + "}", "Prefer: return-no-content\r\n");

    private static RawRequest Batch(params (string Method, string Keys, string Body, string Headers)[] actions)
    {
        string parts = string.Concat(actions.Select(action =>
            "--changeset_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n" +
            $"{action.Method} {{endpoint}}/{{table}}{action.Keys} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n" +
            $"{(action.Body.Length > 0 ? "Content-Type: application/json\r\n" : "")}{action.Headers}\r\n{action.Body}\r\n"));
        return new(
            "POST",
            "/$batch",
            $"--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n{parts}--changeset_1--\r\n--batch_1--\r\n",
            ("Content-Type", "multipart/mixed; boundary=batch_1"));
    }
}
