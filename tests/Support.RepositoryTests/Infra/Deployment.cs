using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Support.RepositoryTests.Infra;

/// <summary>What azd is told: its services, and the values it puts into the template.</summary>
public sealed partial class Deployment
{
    private static readonly string AzureYaml = File.ReadAllText(Path.Combine(InfraFolder.RepositoryRoot, "azure.yaml")).ReplaceLineEndings("\n");

    private static readonly IReadOnlyDictionary<string, string> ProjectOfService = Service()
        .Matches(AzureYaml[AzureYaml.IndexOf("\nservices:", StringComparison.Ordinal)..])
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [Fact]
    public void Takes_every_function_app_of_the_source()
    {
        IEnumerable<string> folders = Directory.GetDirectories(Path.Combine(InfraFolder.RepositoryRoot, "src"), "Functions.*").Select(folder => $"./src/{Path.GetFileName(folder)}");
        Assert.Equal(folders.Order(StringComparer.Ordinal), ProjectOfService.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Finds_an_app_in_azure_for_every_service() =>
        Assert.Equal(ProjectOfService.Keys.Order(StringComparer.Ordinal), InfraFolder.Apps.Select(app => app.Text("name")).Order(StringComparer.Ordinal));

    [Fact]
    public void Has_a_value_for_every_parameter_and_none_besides()
    {
        string path = Path.Combine(InfraFolder.RepositoryRoot, "infra", "main.parameters.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        IEnumerable<string> given = document.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name);
        Assert.Equal(InfraFolder.Main.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Repeats_in_its_values_the_defaults_of_the_template()
    {
        string text = File.ReadAllText(Path.Combine(InfraFolder.RepositoryRoot, "infra", "main.parameters.json"));
        Assert.All(ParameterWithDefault().Matches(text), match =>
        {
            BicepDeclaration parameter = InfraFolder.Main.Parameters.Single(candidate => candidate.Name == match.Groups[1].Value);
            Assert.Equal(((BicepScalar)parameter.Value).Text, match.Groups[2].Value);
        });
    }

    [Theory]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("FUNCTIONS_EXTENSION_VERSION")]
    [InlineData("WEBSITE_RUN_FROM_PACKAGE")]
    [InlineData("WEBSITE_CONTENT")]
    [InlineData("linuxFxVersion")]
    public void Sets_nothing_that_flex_consumption_refuses(string setting) =>
        Assert.All(InfraFolder.All, file => Assert.DoesNotContain(setting, file.Code, StringComparison.Ordinal));

    [Fact]
    public void Puts_every_app_into_a_plan_of_its_own()
    {
        BicepFile functionApp = InfraFolder.Module("function-app.bicep");
        Assert.Equal("FC1", Assert.Single(functionApp.Deployed("Microsoft.Web/serverfarms")).Body.Object("sku").Text("name"));
        BicepObject runtime = Assert.Single(functionApp.Deployed("Microsoft.Web/sites")).Body.Object("properties").Object("functionAppConfig").Object("runtime");
        Assert.Equal(("dotnet-isolated", "10.0"), (runtime.Text("name"), runtime.Text("version")));
    }

    [GeneratedRegex(@"^  ([\w-]+):\n    project: (\S+)\n    language: dotnet\n    host: function$", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"""(\w+)"": \{ ""value"": ""\$\{\w+=([^}]*)\}"" \}")]
    private static partial Regex ParameterWithDefault();
}
