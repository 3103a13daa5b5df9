using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Tests.Model;
using Xunit;

namespace Support.Domain.Tests.Access;

public class When_a_model_grants
{
    [Fact]
    public void Roles_and_a_scope_are_read()
    {
        Agent agent = Read("""{ "name": "Olu", "email": "olu@vendor.example", "roles": ["externalAgent"], "external": { "teams": ["app-support"], "applications": ["shop"] } }""").Model!.Agents["olu"];

        Assert.Equal([Role.ExternalAgent], agent.Roles);
        Assert.Equal(["app-support"], agent.External!.Teams);
        Assert.Equal(["shop"], agent.External.Applications);
    }

    [Theory]
    [InlineData("""{ "name": "O", "email": "o@v.example", "roles": [] }""", "/agents/olu/roles")]
    [InlineData("""{ "name": "O", "email": "o@v.example", "roles": ["boss"] }""", "/agents/olu/roles/0")]
    [InlineData("""{ "name": "O", "email": "o@v.example", "external": {} }""", "/agents/olu/external")]
    [InlineData("""{ "name": "O", "email": "o@v.example", "external": { "teams": [] } }""", "/agents/olu/external/teams")]
    [InlineData("""{ "name": "O", "email": "o@v.example", "external": { "teams": ["nobody"] } }""", "/agents/olu/external/teams/0")]
    [InlineData("""{ "name": "O", "email": "o@v.example", "external": { "applications": ["nothing"] } }""", "/agents/olu/external/applications/0")]
    public void A_mistake_is_pointed_at(string agent, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Read(agent).Mistakes).Pointer);

    private static ModelReadResult Read(string agent)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/agents/olu", agent);
        return SupportModelReader.Read(tree.ToJsonString());
    }
}
