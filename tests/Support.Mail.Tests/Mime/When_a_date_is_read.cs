using System.Globalization;
using Support.Mail.Mime;
using Xunit;

namespace Support.Mail.Tests.Mime;

public sealed class When_a_date_is_read
{
    [Theory]
    [InlineData("Mon, 05 Jan 2026 10:15:30 +0100", "2026-01-05T10:15:30+01:00")]
    [InlineData("5 Jan 2026 10:15 GMT", "2026-01-05T10:15:00Z")]
    [InlineData("Sun, 05 Jan 2026 10:15:30 +0100 (CET)", "2026-01-05T10:15:30+01:00")]
    [InlineData("Mon,5 Jan 2026 10:15:30 EST", "2026-01-05T10:15:30-05:00")]
    [InlineData("Mon, 5 January 2026 10:15:30 -0000", "2026-01-05T10:15:30Z")]
    [InlineData("Mon, 5 Jan 26 10:15:30 UT", "2026-01-05T10:15:30Z")]
    [InlineData("Tue, 5 Jan 99 10:15:30 PDT", "1999-01-05T10:15:30-07:00")]
    [InlineData("Tue, 5 Jan 126 10:15:30 Z", "2026-01-05T10:15:30Z")]
    [InlineData("Mon Jan  5 10:15:30 2026", "2026-01-05T10:15:30Z")]
    [InlineData("Mon Jan 5 10:15:30 CET 2026", "2026-01-05T10:15:30Z")]
    [InlineData("5-Jan-2026 10:15:30 +0200", "2026-01-05T10:15:30+02:00")]
    [InlineData("2026-01-05T10:15:30Z", "2026-01-05T10:15:30Z")]
    [InlineData("2026-01-05 10:15:30 +0000", "2026-01-05T10:15:30Z")]
    [InlineData("Mon, 05 Jan 2026 10:15:30 GMT+0200", "2026-01-05T10:15:30+02:00")]
    [InlineData("Mon, 05 Jan 2026 10:15:30 +02:00", "2026-01-05T10:15:30+02:00")]
    [InlineData("Mon, 05 Jan 2026 10:15:30 A", "2026-01-05T10:15:30Z")]
    [InlineData("Mon, 05 Jan 2026 10.15.30 +0100", "2026-01-05T10:15:30+01:00")]
    [InlineData("Mon, 05 Jan 2026 10:15:60 +0100", "2026-01-05T10:15:59+01:00")]
    [InlineData("Mon, 05 Jan 2026 10:15:30 PM", "2026-01-05T22:15:30Z")]
    [InlineData("(written) 5 (fifth) Jan 2026 10:15 (local) +0100", "2026-01-05T10:15:00+01:00")]
    [InlineData("Mon, 05 Jan 2026", "2026-01-05T00:00:00Z")]
    public void It_is_found_in_what_programs_write(string header, string time) =>
        Assert.Equal(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), MailDate.Read(header));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Mon, 05 Jan 0000 10:15:30 +0000")]
    [InlineData("Mon, 05 Jan 2026 25:15:30 +0000")]
    [InlineData("Mon, 05 Jan 2026 10:61:30 +0000")]
    [InlineData("Mon, 31 Feb 2026 10:15:30 +0000")]
    [InlineData("Mon, 05 Foo 2026 10:15:30 +0000")]
    [InlineData("Mon, 00 Jan 2026 10:15:30 +0000")]
    [InlineData("Mon, 05 Jan 2147483648 10:15:30 +0000")]
    [InlineData("Mon, 05 Jan 9999 10:15:30 +0000")]
    [InlineData("Mon, 05 Jan 2026 10:15:30 +9900")]
    [InlineData("99999999999999999999")]
    [InlineData("((((((((")]
    public void One_that_cannot_be_is_none(string? header) => Assert.Null(MailDate.Read(header));
}
