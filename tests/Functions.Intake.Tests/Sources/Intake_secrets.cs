using Microsoft.Extensions.Configuration;
using Support.Functions.Intake.Sources;
using Xunit;

namespace Support.Functions.Intake.Tests.Sources;

public sealed class Intake_secrets
{
    private const string Old = "an-old-secret-of-github";
    private const string New = "a-new-secret-of-github";

    [Theory]
    [InlineData(Old, SenderProof.Proven)]
    [InlineData(New, SenderProof.Proven)]
    [InlineData("another-secret", SenderProof.Wrong)]
    [InlineData(null, SenderProof.Wrong)]
    public void Are_both_valid_while_one_follows_the_other(string? sent, SenderProof expected) => Assert.Equal(
        expected,
        Secrets(("Intake:github:secret", Old), ("Intake:github:secretNext", New)).Judge("github", secret => IntakeSecrets.AreEqual(sent, secret)));

    [Fact]
    public void Of_another_source_prove_nothing() => Assert.Equal(
        SenderProof.NotSetUp, Secrets(("Intake:github:secret", Old)).Judge("jira", _ => true));

    [Fact]
    public void That_are_too_short_are_none() => Assert.Equal(
        SenderProof.NotSetUp, Secrets(("Intake:github:secret", "short")).Judge("github", _ => true));

    [Fact]
    public void Are_asked_for_where_there_is_one_even_on_a_laptop() => Assert.Equal(
        SenderProof.Wrong, Secrets(("Intake:github:secret", Old), ("Intake:acceptUnsigned", "true")).Judge("github", _ => false));

    [Fact]
    public void Are_not_asked_for_on_a_laptop_where_there_is_none() => Assert.Equal(
        SenderProof.NotAsked, Secrets(("Intake:acceptUnsigned", "true")).Judge("github", _ => false));

    [Fact]
    public void Sign_parts_as_one_text() => Assert.Equal(
        IntakeSecrets.Sign(Old, "ab"u8.ToArray()), IntakeSecrets.Sign(Old, "a"u8.ToArray(), "b"u8.ToArray()));

    private static IntakeSecrets Secrets(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
