using System.Net.Http.Json;
using System.Text.Json;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests.Mail;

/// <summary>A kill anywhere while a mail is taken, and a provider that delivers it until it is answered: one ticket, one acknowledgement.</summary>
public sealed class When_a_mail_is_taken_and_the_backend_is_killed
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Steps => [.. Enumerable.Range(0, 8).Select(static step => 55 * step)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void It_is_one_ticket_and_one_acknowledgement(int after)
    {
        var simulation = new Local.Simulation(3, Monday);
        var world = new SimulatedWorld(simulation);
        JsonElement list = default;
        simulation.Run(async () =>
        {
            SimulatedBackend backend = await SimulatedBackend.StartAsync(world);
            SimulatedBackend first = backend;
            simulation.AtTurn(simulation.Turns + 1 + after, first.Kill);
            for (int attempt = 0; attempt < 20; attempt++)
            {
                try
                {
                    using var body = new StringContent(MailDesk.Mail("rita@customer.example", "Cannot pay", "The button is grey.", "k@customer.example", MailDesk.Address, "Cc: boss@customer.example"));
                    body.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("message/rfc822");
                    using HttpResponseMessage response = await backend.Http.PostAsync("api/intake/email/raw", body);
                    if (response.IsSuccessStatusCode)
                    {
                        break;
                    }
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(TimeSpan.FromSeconds(3), simulation.Time);
                    backend = await SimulatedBackend.StartAsync(world);
                }
            }

            // Killed only now, if the mail was taken faster.
            for (int minute = 0; minute < 20; minute++)
            {
                await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);
                if (first.Death.IsCompleted && ReferenceEquals(first, backend))
                {
                    backend = await SimulatedBackend.StartAsync(world);
                }
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, "api/desk/tickets");
            request.Headers.Add("X-Support-User", "nadia");
            using HttpResponseMessage listed = await backend.Http.SendAsync(request);
            list = (await listed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("tickets");
            await backend.StopAsync();
        });

        Assert.Equal(1, list.GetArrayLength());
        Assert.Single(world.Mails, static mail => mail.To.Contains("rita@customer.example"));
    }
}
