using System.Net;
using System.Text;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

[Collection(RunningBackendTests.Name)]
public sealed class Signing_in(RunningBackend backend)
{
    private const string List = "api/desk/tickets";

    private Api Api => backend.Api;

    [Theory]
    [InlineData("nadia")]
    [InlineData("Nadia")]
    [InlineData("nadia@example.test")]
    public async Task Takes_an_agent_by_id_or_address(string name) =>
        Assert.Equal(HttpStatusCode.OK, (await Api.GetAsAsync(name, List)).Status);

    [Fact]
    public async Task Is_needed() => ProblemAssert.Is(await Api.GetAsync(List), HttpStatusCode.Unauthorized, "unauthorized");

    [Fact]
    public async Task Is_not_enough_for_who_is_no_agent() =>
        ProblemAssert.Is(await Api.GetAsAsync("mallory", List), HttpStatusCode.Forbidden, "forbidden");

    [Theory]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("x-ms-client-principal")]
    [InlineData("X_MS_CLIENT_PRINCIPAL")]
    public async Task Cannot_be_forged_by_bringing_a_principal_along(string header)
    {
        const string claims = """{"claims":[{"typ":"preferred_username","val":"nadia"}]}""";

        Answer answer = await Api.GetAsync(List, (header, Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))));

        ProblemAssert.Is(answer, HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Is_needed_for_every_door_of_the_desk()
    {
        string id = (await Api.OpenAsync(Some.Ticket()))["id"]!;

        ProblemAssert.Is(await Api.GetAsync($"{List}/{id}"), HttpStatusCode.Unauthorized, "unauthorized");
        ProblemAssert.Is(await Api.GetAsync($"{List}/{id}/history"), HttpStatusCode.Unauthorized, "unauthorized");
        ProblemAssert.Is(await Api.PostAsync($"{List}/{id}/take", null), HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal("new", (await Api.GetAsAsync("nadia", $"{List}/{id}"))["ticket", "status"]);
    }
}
