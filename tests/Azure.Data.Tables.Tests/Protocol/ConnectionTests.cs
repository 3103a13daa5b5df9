using Xunit;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>Where a client goes, by what it was given.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1/")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0", "a", "https://a.table.core.windows.net/")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=core.example.com;", "a", "http://a.table.core.example.com/")]
    [InlineData(" accountname = a ; accountkey = c2VjcmV0 ; TableEndpoint = http://localhost:1/a/ ", "a", "http://localhost:1/a/")]
    public void A_connection_string_names_account_and_endpoint(string connectionString, string account, string endpoint)
    {
        var service = new TableServiceClient(connectionString);
        var table = new TableClient(connectionString, "Tickets");

        Assert.Equal((account, endpoint), (service.AccountName, service.Uri.AbsoluteUri.TrimEnd('/') + "/"));
        Assert.Equal((account, endpoint + "Tickets", "Tickets"), (table.AccountName, table.Uri.AbsoluteUri, table.Name));
        Assert.Equal(table.Uri, service.GetTableClient("Tickets").Uri);
    }

    [Theory]
    [InlineData("AccountName=a")]
    [InlineData("TableEndpoint=http://localhost")]
    [InlineData("UseDevelopmentStorage=false")]
    public void A_connection_string_without_account_and_key_is_refused(string connectionString) =>
        Assert.Throws<InvalidOperationException>(() => new TableServiceClient(connectionString));

    [Fact]
    public void A_malformed_connection_string_is_refused_without_repeating_it()
    {
        var exception = Assert.Throws<FormatException>(() => new TableServiceClient("secret"));

        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }
}
