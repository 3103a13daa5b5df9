using System.Text.RegularExpressions;
using Xunit;

namespace Support.RepositoryTests.Infra;

/// <summary>Least privilege: known roles, each on as little as the platform lets it be.</summary>
public sealed partial class Roles
{
    [Fact]
    public void Are_known_ids_under_their_right_names()
    {
        List<string> lines = [.. InfraFolder.All.SelectMany(file => file.Text.Split('\n')).Where(line => Guid().IsMatch(line))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith("// " + BuiltInRoles.NamesById[Guid().Match(line).Value], line, StringComparison.Ordinal));
    }

    [Fact]
    public void On_what_is_shared_end_at_one_table_container_queue_topic_subscription_or_secret()
    {
        BicepFile access = InfraFolder.Module("access.bicep");
        string[] narrow =
        [
            "Microsoft.Storage/storageAccounts/tableServices/tables",
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            "Microsoft.ServiceBus/namespaces/queues",
            "Microsoft.ServiceBus/namespaces/topics",
            "Microsoft.ServiceBus/namespaces/topics/subscriptions",
            "Microsoft.KeyVault/vaults/secrets",
            // These two have no parts to give a role on.
            "Microsoft.Insights/components",
            "Microsoft.Communication/communicationServices",
        ];
        Assert.All(access.Deployed("Microsoft.Authorization/roleAssignments"), assignment =>
        {
            string scope = assignment.Body.Text("scope").Split('[')[0];
            Assert.Contains(access.Resources.Single(resource => resource.Name == scope).Target.Split('@')[0], narrow);
        });
    }

    [Fact]
    public void On_a_whole_account_are_given_only_on_an_apps_own()
    {
        IEnumerable<string> files = InfraFolder.All.Where(file => file.Deployed("Microsoft.Authorization/roleAssignments").Any()).Select(file => file.Name);
        Assert.Equal(["access.bicep", "host-storage.bicep"], files);
        BicepDeclaration assignment = Assert.Single(InfraFolder.Module("host-storage.bicep").Deployed("Microsoft.Authorization/roleAssignments"));
        Assert.Equal("account", assignment.Body.Text("scope"));
    }

    [Fact]
    public void Are_given_to_identities_and_outlive_none()
    {
        Assert.All(InfraFolder.All.SelectMany(file => file.Deployed("Microsoft.Authorization/roleAssignments")), assignment =>
        {
            Assert.Equal("ServicePrincipal", assignment.Body.Object("properties").Text("principalType"));
            Assert.Matches(@"^guid\(.+\.id, principalId, .+\)$", assignment.Body.Text("name"));
        });
    }

    [Fact]
    public void Name_only_what_there_is()
    {
        IReadOnlyCollection<string> tables = ((BicepArray)InfraFolder.Module("ticket-storage.bicep").Variable("tableNames").Value).Texts;
        IReadOnlyCollection<string> bus = BusEntities.InBicep().Keys;
        Assert.All(InfraFolder.Apps, app =>
        {
            Assert.Empty(app.Texts("writesTables").Concat(app.Texts("readsTables")).Except(tables));
            Assert.Empty(app.Texts("receivesQueues").Concat(app.Texts("sendsToQueues")).Concat(app.Texts("sendsToTopics")).Except(bus));
            Assert.Empty(app.Texts("receivesSubscriptions").Select(name => $"ticket-events/{name}").Except(bus));
        });
    }

    [Fact]
    public void Leave_no_table_unwritten_and_no_queue_or_subscription_unread()
    {
        IEnumerable<string> written = InfraFolder.Apps.SelectMany(app => app.Texts("writesTables")).Distinct();
        Assert.Equal(((BicepArray)InfraFolder.Module("ticket-storage.bicep").Variable("tableNames").Value).Texts.Order(), written.Order());

        IEnumerable<string> read = InfraFolder.Apps.SelectMany(app => app.Texts("receivesQueues").Concat(app.Texts("receivesSubscriptions").Select(name => $"ticket-events/{name}"))).Distinct();
        Assert.Equal(BusEntities.InBicep().Keys.Where(path => path != "ticket-events"), read.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guid();
}
