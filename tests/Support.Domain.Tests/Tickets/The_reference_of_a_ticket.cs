using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

public class The_reference_of_a_ticket
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void Is_read_back_as_it_was_written() => ForAll(static id =>
    {
        Assert.Matches("^SUP-[0-9A-HJKMNP-TV-Z]{8}$", id.Value);
        Assert.Equal(id, TicketId.Parse(id.Value));
        Assert.Equal(id.Value, id.ToString());
    });

    [Fact]
    public void Betrays_every_single_wrong_character() => ForAll(static id =>
    {
        for (int place = TicketId.Prefix.Length; place < id.Value.Length; place++)
        {
            foreach (char other in Alphabet.Where(other => other != id.Value[place]))
            {
                Assert.False(TicketId.TryParse(With(id.Value, place, other), out _), $"{id}: {other} at {place}");
            }
        }
    });

    [Fact]
    public void Betrays_every_two_characters_that_changed_places() => ForAll(static id =>
    {
        for (int one = TicketId.Prefix.Length; one < id.Value.Length; one++)
        {
            for (int other = one + 1; other < id.Value.Length; other++)
            {
                string swapped = With(With(id.Value, one, id.Value[other]), other, id.Value[one]);
                Assert.Equal(swapped == id.Value, TicketId.TryParse(swapped, out _));
            }
        }
    });

    [Fact]
    public void Has_a_check_character_that_stays_what_it_is() =>
        // References are kept in mailboxes and tables: what was valid once stays valid.
        Assert.Equal("SUP-VQ076NWH", TicketId.FromEntropy([7, 42, 99, 130, 251]).Value);

    [Fact]
    public void Uses_35_bits_and_no_more()
    {
        Assert.Equal("SUP-00000000", TicketId.FromEntropy([0, 0, 0, 0, 0]).Value);
        Assert.Equal(TicketId.FromEntropy([0xF8, 1, 2, 3, 4]), TicketId.FromEntropy([0, 1, 2, 3, 4, 99]));
        Assert.StartsWith("SUP-ZZZZZZZ", TicketId.FromEntropy([255, 255, 255, 255, 255]).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sup-vq076nwh")]
    [InlineData("Sup-vQ076NwH")]
    [InlineData("SUP-VQO76NWH")]
    [InlineData("sup-vqo76nwh")]
    public void Is_read_as_people_write_it(string text)
    {
        Assert.True(TicketId.TryParse(text, out TicketId id));
        Assert.Equal("SUP-VQ076NWH", id.Value);
    }

    [Fact]
    public void Takes_the_letters_I_and_L_for_one() => ForAll(static id =>
    {
        foreach (char alike in "ILil")
        {
            Assert.Equal(id, TicketId.Parse(id.Value.Replace('1', alike)));
        }
    });

    [Fact]
    public void Takes_no_other_letter_of_any_script_for_its_own() => ForAll(static id =>
    {
        for (int letter = 128; letter <= char.MaxValue; letter++)
        {
            Assert.False(TicketId.TryParse(With(id.Value, 4, (char)letter), out _), $"U+{letter:X4}");
            Assert.False(TicketId.TryParse(With(id.Value, 0, (char)letter), out _), $"U+{letter:X4}");
        }
    }, cases: 3);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SUP-")]
    [InlineData("VQ076NWH")]
    [InlineData("SUP-VQ076NW")]
    [InlineData("SUP-VQ076NWHH")]
    [InlineData("SUP_VQ076NWH")]
    [InlineData("SUP-VQ076NWU")]
    [InlineData(" SUP-VQ076NWH")]
    [InlineData("SUP-VQ076NWH ")]
    [InlineData("SUP-VQ0 76NWH")]
    [InlineData("SUP-VQ076NW/")]
    [InlineData("SUP-VQ076NW\0")]
    public void Is_nothing_else(string? text)
    {
        Assert.False(TicketId.TryParse(text, out TicketId id));
        Assert.Equal(default, id);
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => TicketId.Parse(text));
        }
    }

    [Fact]
    public void Needs_five_bytes() => Assert.Throws<ArgumentException>(static () => TicketId.FromEntropy([1, 2, 3, 4]));

    private static string With(string text, int place, char other) => text[..place] + other + text[(place + 1)..];

    private static void ForAll(Action<TicketId> holds, int cases = 250) => Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(cases)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260105), FSharpOption<int>.None))),
        Prop.ForAll(
            Arb.From(Gen.ArrayOf(Gen.Choose(0, 255), 5)),
            bytes => holds(TicketId.FromEntropy([.. bytes.Select(static part => (byte)part)]))));
}
