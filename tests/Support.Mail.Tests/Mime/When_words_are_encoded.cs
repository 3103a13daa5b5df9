using Support.Mail.Mime;
using Xunit;

namespace Support.Mail.Tests.Mime;

public sealed class When_words_are_encoded
{
    [Theory]
    [InlineData("Nothing here", "Nothing here")]
    [InlineData("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße")]
    [InlineData("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße")]
    [InlineData("=?utf-8?q?a_b?= c", "a b c")]
    [InlineData("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?a?=\t  =?iso-8859-1?Q?=FC?=", "aü")]
    [InlineData("=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b")]
    [InlineData("Re: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Re: Grüße")]
    [InlineData("=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=", "Grüße")]
    [InlineData("=?utf-8?B?R3L?= =?utf-8?B?DvMOfZQ==?=", "Grüße")]
    [InlineData("=?utf-8?B?R3LDvMOfZQ?=", "Grüße")]
    [InlineData("=?utf-8?Q?Gr=c3=bc=c3=9fe with spaces?=", "Grüße with spaces")]
    [InlineData("=?utf-8?Q?=3D?=", "=")]
    [InlineData("=?utf-8?Q?100=?=", "100=")]
    [InlineData("=?utf-8?Q?open", "open")]
    [InlineData("a=?utf-8?Q?b?=c", "abc")]
    [InlineData("=?utf-8*en?Q?word?=", "word")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?shift_jis?B?k/qWew==?=", "日本")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?gb2312?B?xOO6ww==?=", "你好")]
    [InlineData("=?euc-kr?B?vsiz5w==?=", "안녕")]
    [InlineData("=?utf-7?Q?Gr+APwA3w-e?=", "Grüße")]
    [InlineData("=?nonsense?Q?plain?=", "plain")]
    [InlineData("=?utf-8?X?no?=", "=?utf-8?X?no?=")]
    [InlineData("=? =?= ?=", "=? =?= ?=")]
    [InlineData("=?utf-8?Q?a=0D=0AB: c?=", "a B: c")]
    public void They_are_read_as_they_were_meant(string value, string text) => Assert.Equal(text, EncodedWords.Decode(value));
}
