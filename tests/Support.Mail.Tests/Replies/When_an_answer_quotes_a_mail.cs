using System.Diagnostics;
using System.Text;
using FsCheck.Fluent;
using Support.Mail.Replies;
using Xunit;

namespace Support.Mail.Tests.Replies;

public sealed class When_an_answer_quotes_a_mail
{
    public static TheoryData<string> Introductions { get; } =
    [
        "On Tue, Nov 3, 2026 at 9:14 AM Ann Lee <ann@corp.example> wrote:",
        "On 03/11/2026 09:14, Ann Lee <ann@corp.example> wrote:",
        "On Tue, Nov 3, 2026 at 9:14 AM Ann Lee\n<ann@corp.example> wrote:",
        "On Tue, Nov 3, 2026 at 9:14 AM Ann Lee <\nann@corp.example> wrote:",
        "Am 03.11.26 um 09:14 schrieb Ann Lee <ann@corp.example>:",
        "Am Di., 3. Nov. 2026 um 09:14 Uhr schrieb Ann Lee <ann@corp.example>:",
        "Ann Lee <ann@corp.example> schrieb am Di., 3. Nov. 2026, 09:14:",
        "Le mar. 3 nov. 2026 à 09:14, Ann Lee <ann@corp.example> a écrit :",
        "Le 3 nov. 2026 à 09:14, Ann Lee <ann@corp.example> a écrit :",
        "El mar, 3 nov 2026 a las 9:14, Ann Lee (<ann@corp.example>) escribió:",
        "Il giorno mar 3 nov 2026 alle ore 09:14 Ann Lee <ann@corp.example> ha scritto:",
        "Em ter., 3 de nov. de 2026 às 09:14, Ann Lee <ann@corp.example> escreveu:",
        "Op di 3 nov. 2026 om 09:14 schreef Ann Lee <ann@corp.example>:",
        "wt., 3 lis 2026 o 09:14 Ann Lee <ann@corp.example> napisał(a):",
        "вт, 3 нояб. 2026 г. в 09:14, Ann Lee <ann@corp.example>:",
        "3 ноября 2026 г. 09:14 пользователь Ann Lee <ann@corp.example> написал:",
        "вт, 3 лист. 2026 р. о 09:14 Ann Lee <ann@corp.example> пише:",
        "Den tis 3 nov. 2026 kl 09:14 skrev Ann Lee <ann@corp.example>:",
        "tir. 3. nov. 2026 kl. 09:14 skrev Ann Lee <ann@corp.example>:",
        "Den tirs. 3. nov. 2026 kl. 09.14 skrev Ann Lee <ann@corp.example>:",
        "ti 3. marrask. 2026 klo 9.14 Ann Lee (ann@corp.example) kirjoitti:",
        "Ann Lee <ann@corp.example> 于2026年11月3日周二 09:14写道：",
        "Ann Lee <ann@corp.example> 於 2026年11月3日 週二 上午9:14寫道：",
        "2026年11月3日(火) 9:14 Ann Lee <ann@corp.example>:",
        "2026年11月3日 9:14、Ann Lee <ann@corp.example>のメール:",
        "2026년 11월 3일 (화) 오전 9:14, Ann Lee <ann@corp.example>님이 작성:",
        "út 3. 11. 2026 v 9:14 odesílatel Ann Lee <ann@corp.example> napsal:",
        "Dne 3. 11. 2026 v 9:14 Ann Lee <ann@corp.example> napsal(a):",
        "Ann Lee <ann@corp.example>, 3 Kas 2026 Sal, 09:14 tarihinde şunu yazdı:",
        "Pe mar., 3 nov. 2026 la 09:14, Ann Lee <ann@corp.example> a scris:",
        "Ann Lee <ann@corp.example> ezt írta (időpont: 2026. nov. 3., K, 9:14):",
        "Στις Τρί 3 Νοε 2026 στις 9:14 π.μ., ο χρήστης Ann Lee <ann@corp.example> έγραψε:",
        "Vào Th 3, 3 thg 11, 2026 lúc 09:14 Ann Lee <ann@corp.example> đã viết:",
        "-----Original Message-----\nFrom: Ann Lee\nSent: Tuesday\nTo: Bob\nSubject: Printer",
        "-----Ursprüngliche Nachricht-----\nVon: Ann Lee\nGesendet: Dienstag, 3. November 2026 09:14\nAn: Bob\nBetreff: Drucker",
        "________________________________\nDe : Ann Lee <ann@corp.example>\nEnvoyé : mardi 3 novembre 2026 09:14\nÀ : Bob\nObjet : Imprimante",
        "De: Ann Lee\nEnviado: martes, 3 de noviembre de 2026 9:14\nPara: Bob\nAsunto: Impresora",
        "Da: Ann Lee\nInviato: martedì 3 novembre 2026 09:14\nA: Bob\nOggetto: Stampante",
        "De: Ann Lee\nEnviado: terça-feira, 3 de novembro de 2026 09:14\nPara: Bob\nAssunto: Impressora",
        "Van: Ann Lee\nVerzonden: dinsdag 3 november 2026 09:14\nAan: Bob\nOnderwerp: Printer",
        "Från: Ann Lee\nSkickat: den 3 november 2026 09:14\nTill: Bob\nÄmne: Skrivare",
        "Fra: Ann Lee\nSendt: tirsdag 3. november 2026 09:14\nTil: Bob\nEmne: Printer",
        "Lähettäjä: Ann Lee\nLähetetty: tiistai 3. marraskuuta 2026 9.14\nVastaanottaja: Bob\nAihe: Tulostin",
        "От: Ann Lee\nОтправлено: 3 ноября 2026 г. 9:14\nКому: Bob\nТема: Принтер",
        "Від: Ann Lee\nНадіслано: 3 листопада 2026 р. 9:14\nКому: Bob\nТема: Принтер",
        "Od: Ann Lee\nWysłano: wtorek, 3 listopada 2026 09:14\nDo: Bob\nTemat: Drukarka",
        "Od: Ann Lee\nOdesláno: úterý 3. listopadu 2026 9:14\nKomu: Bob\nPředmět: Tiskárna",
        "发件人: Ann Lee\n发送时间: 2026年11月3日 9:14\n收件人: Bob\n主题: 打印机",
        "差出人: Ann Lee\n送信日時: 2026年11月3日 9:14\n宛先: Bob\n件名: プリンター",
        "보낸 사람: Ann Lee\n보낸 날짜: 2026년 11월 3일 9:14\n받는 사람: Bob\n제목: 프린터",
        "Kimden: Ann Lee\nGönderildi: 3 Kasım 2026 Salı 09:14\nKime: Bob\nKonu: Yazıcı",
        "## Please write your answer above this line ##",
    ];

    [Theory]
    [MemberData(nameof(Introductions))]
    public void What_stands_above_is_new_in_every_language(string introduction)
    {
        Assert.Equal("It works.\nThank you!", ReplyText.Of($"It works.\nThank you!\n\n{introduction}\n\n> old\n> older\n").New);
        Assert.Equal("It works.\nThank you!", ReplyText.Of($"It works.\nThank you!\n{introduction}\n\nold\n\nolder\n").New);
    }

    [Theory]
    [InlineData("Hello,\n\nI wrote:\n\nMy printer burns.", "Hello,\n\nI wrote:\n\nMy printer burns.")]
    [InlineData("On Monday at 10:30 the server wrote:\n\nERROR 42\n\nWhat now?", "On Monday at 10:30 the server wrote:\n\nERROR 42\n\nWhat now?")]
    [InlineData("A journey, please.\n\nFrom: Berlin\nTo: Rome\nDate: 3 May", "A journey, please.\n\nFrom: Berlin\nTo: Rome\nDate: 3 May")]
    [InlineData("See:\n\n--option\n-- comment\nselect 1;", "See:\n\n--option\n-- comment\nselect 1;")]
    [InlineData("Sent from the warehouse on Monday.", "Sent from the warehouse on Monday.")]
    [InlineData("The mobile app fails.\nIt was sent by my colleague Bob, who has known of it for weeks and told nobody in the whole office.", "The mobile app fails.\nIt was sent by my colleague Bob, who has known of it for weeks and told nobody in the whole office.")]
    public void What_only_looks_like_it_stays(string text, string expected) => Assert.Equal(expected, ReplyText.Of(text).New);

    [Fact]
    public void Answers_between_the_quoted_lines_stay_with_them() => Assert.Equal(
        "> Which browser?\n\nFirefox.\n\n> Which version?\n\n140.",
        ReplyText.Of("On Tue, Nov 3, 2026 at 9:14 AM Ann <a@b.example> wrote:\n> Which browser?\n\nFirefox.\n\n> Which version?\n\n140.\n\n> Regards\n").New);

    [Fact]
    public void One_answer_below_the_quote_stands_alone() => Assert.Equal(
        "Firefox.", ReplyText.Of("On Tue, Nov 3, 2026 at 9:14 AM Ann <a@b.example> wrote:\n> Which browser?\n> Regards\n\nFirefox.\n").New);

    [Fact]
    public void Nothing_new_is_nothing_new()
    {
        ReplyParts parts = ReplyText.Of("> On Tue, Nov 3, 2026, Ann <a@b.example> wrote:\n> > old\n");
        Assert.Equal(("", null), (parts.New, parts.Signature));
        Assert.NotNull(parts.Quoted);
    }

    [Fact]
    public void What_is_forwarded_is_the_message()
    {
        const string Mail = "FYI\n\n---------- Forwarded message ---------\nFrom: Bob <bob@b.example>\nDate: Tue\nSubject: Fire\n\nIt burns.\n-- \nBob";
        Assert.Equal(Mail, ReplyText.Of(Mail, forwarded: true).New);
        Assert.Equal("FYI", ReplyText.Of(Mail).New);
    }

    [Theory]
    [InlineData("-- \nAnn Lee\nExample Ltd", "-- \nAnn Lee\nExample Ltd")]
    [InlineData("Sent from my iPhone", "Sent from my iPhone")]
    [InlineData("Von meinem iPhone gesendet", "Von meinem iPhone gesendet")]
    [InlineData("Envoyé de mon iPhone", "Envoyé de mon iPhone")]
    [InlineData("Enviado desde mi iPhone", "Enviado desde mi iPhone")]
    [InlineData("Inviato da iPhone", "Inviato da iPhone")]
    [InlineData("Enviado do meu iPhone", "Enviado do meu iPhone")]
    [InlineData("Verstuurd vanaf mijn iPhone", "Verstuurd vanaf mijn iPhone")]
    [InlineData("Skickat från min iPhone", "Skickat från min iPhone")]
    [InlineData("Sendt fra min iPhone", "Sendt fra min iPhone")]
    [InlineData("Lähetetty iPhonesta", "Lähetetty iPhonesta")]
    [InlineData("Отправлено с iPhone", "Отправлено с iPhone")]
    [InlineData("Wysłano z iPhone'a", "Wysłano z iPhone'a")]
    [InlineData("Odesláno z iPhonu", "Odesláno z iPhonu")]
    [InlineData("发自我的iPhone", "发自我的iPhone")]
    [InlineData("iPhoneから送信", "iPhoneから送信")]
    [InlineData("나의 iPhone에서 보냄", "나의 iPhone에서 보냄")]
    [InlineData("iPhone'umdan gönderildi", "iPhone'umdan gönderildi")]
    [InlineData("Get Outlook for Android<https://aka.ms/x>", "Get Outlook for Android<https://aka.ms/x>")]
    public void Signatures_are_told_apart(string signature, string expected)
    {
        ReplyParts parts = ReplyText.Of($"It works.\n\n{signature}\n\nOn Tue, Nov 3, 2026, Ann <a@b.example> wrote:\n> old");
        Assert.Equal(("It works.", expected), (parts.New, parts.Signature));
    }

    [Fact]
    public void Endless_lines_of_one_kind_are_read_at_once()
    {
        foreach (string line in new[] { ">\n", "> >\n", "--\n", "a:\n", "On 1.1.2020 10:00 <\n", ">\n-- \n", "From: a@b.example\n\n", "\n", "_____\n>\n", "wrote:\n", "> a@b.example> wrote:\n" })
        {
            string text = new StringBuilder().Insert(0, line, 400_000 / line.Length).ToString();
            // What is not linear takes minutes; a machine that is busy takes a while.
            Assert.True(Seconds(text) < 60, $"{line} takes long.");
        }
    }

    [Fact]
    public void Every_line_is_new_signed_or_quoted_and_none_is_changed() => Property.Holds(
        Gen.Elements<string>(
            [
                "Hello", "It works.", "", " ", "> old", ">> older", "-- ", "--", "Ann", "Sent from my iPhone", "_____", "On Tue, Nov 3, 2026 at 9:14 AM Ann <a@b.example> wrote:",
                "On 3.11.2026 <", "> wrote:", "From: a@b.example", "To: b", "Subject: c", "Date: d", "-----Original Message-----", "JD> x", "| x", "2026-11-03 09:14 GMT+01:00 Ann", "a:", "\t",
            ]).ListOf(),
        drawn =>
        {
            string text = string.Join('\n', drawn);
            ReplyParts parts = ReplyText.Of(text);
            int at = 0;
            foreach (string line in parts.New.Length == 0 ? [] : parts.New.Split('\n'))
            {
                at = drawn.ToList().IndexOf(line, at) + 1;
                Assert.True(at > 0, $"\"{line}\" is no line of <{text}>, or out of order.");
            }

            int written = drawn.Count(line => !string.IsNullOrWhiteSpace(line));
            int kept = new[] { parts.New, parts.Signature, parts.Quoted }.Sum(part => part?.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line)) ?? 0);
            Assert.Equal(written, kept);
        },
        count: 800);

    private static double Seconds(string text)
    {
        long start = Stopwatch.GetTimestamp();
        ReplyText.Of(text);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
