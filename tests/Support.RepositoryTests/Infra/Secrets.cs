using Xunit;

namespace Support.RepositoryTests.Infra;

/// <summary>No key, no connection string, no anonymous way in: every app is let in by its identity.</summary>
public sealed class Secrets
{
    [Theory]
    [InlineData("listKeys")]
    [InlineData("listAccountSas")]
    [InlineData("listSecrets")]
    [InlineData("AccountKey=")]
    [InlineData("SharedAccessKey")]
    [InlineData("authorizationRules")]
    [InlineData("AZUREWEBJOBSSTORAGE'")]
    [InlineData("AzureWebJobsStorage:")]
    public void Are_not_fetched_and_not_put_into_settings(string trace) =>
        Assert.All(InfraFolder.All, file => Assert.DoesNotContain(trace, file.Code, StringComparison.Ordinal));

    [Fact]
    public void Open_no_storage_account()
    {
        IReadOnlyList<BicepDeclaration> accounts = Deployed("Microsoft.Storage/storageAccounts");
        Assert.Equal(2, accounts.Count);
        Assert.All(accounts, account =>
        {
            BicepObject properties = account.Body.Object("properties");
            Assert.Equal("false", properties.Text("allowSharedKeyAccess"));
            Assert.Equal("false", properties.Text("allowBlobPublicAccess"));
            Assert.Equal("TLS1_2", properties.Text("minimumTlsVersion"));
            Assert.Equal("true", properties.Text("supportsHttpsTrafficOnly"));
        });
    }

    [Theory]
    [InlineData("Microsoft.ServiceBus/namespaces", "disableLocalAuth")]
    [InlineData("Microsoft.Communication/communicationServices", "disableLocalAuth")]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth")]
    public void Open_no_service_that_can_do_without(string type, string property) =>
        Assert.Equal("true", Assert.Single(Deployed(type)).Body.Object("properties").Text(property));

    [Fact]
    public void Of_publishing_are_off_and_every_app_speaks_tls()
    {
        Assert.Equal(
            ["ftp", "scm"],
            Deployed("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Where(policy => policy.Body.Object("properties").Text("allow") == "false").Select(policy => policy.Body.Text("name")));
        BicepObject site = Assert.Single(Deployed("Microsoft.Web/sites")).Body.Object("properties");
        Assert.Equal("true", site.Text("httpsOnly"));
        Assert.Equal("1.2", site.Object("siteConfig").Text("minTlsVersion"));
        Assert.Equal("Disabled", site.Object("siteConfig").Text("ftpsState"));
    }

    [Theory]
    [InlineData("teamsWebhookUrl")]
    [InlineData("smtpPassword")]
    [InlineData("intakeSecrets")]
    [InlineData("mirrorSecrets")]
    public void Are_secure_parameters(string parameter) =>
        Assert.Contains("@secure()", InfraFolder.Main.Text.Split($"\nparam {parameter} ")[0].Split("\n\n")[^1], StringComparison.Ordinal);

    private static IReadOnlyList<BicepDeclaration> Deployed(string type) => [.. InfraFolder.All.SelectMany(file => file.Deployed(type))];
}
