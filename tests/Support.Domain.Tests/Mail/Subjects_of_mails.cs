using Support.Domain.Mail;
using Xunit;

namespace Support.Domain.Tests.Mail;

public class Subjects_of_mails
{
    [Theory]
    [InlineData("Re: [SUP-7K3F9QX2] Re: Printer on fire", "Printer on fire")]
    [InlineData("AW: WG: Printer  on\tfire", "Printer on fire")]
    [InlineData("Re[2]: RE (3): Printer on fire", "Printer on fire")]
    [InlineData("回复：Printer on fire", "Printer on fire")]
    [InlineData("Re: [SUP-7K3F9QX2]", "")]
    [InlineData("Regards: all", "Regards: all")]
    [InlineData("  ", "")]
    public void Are_bare_without_the_marks_of_clients(string subject, string bare) => Assert.Equal(bare, MailSubjects.Bare(subject));

    [Theory]
    [InlineData("Re: [SUP-7K3F9QX2] We have received: Printer on fire", "Printer on fire", true)]
    [InlineData("re: PRINTER ON FIRE", "Fwd: Printer on fire", true)]
    [InlineData("", "Printer on fire", true)]
    [InlineData("Re: Scanner", "Printer on fire", false)]
    public void Are_one_when_people_would_say_so(string reply, string subject, bool same) => Assert.Equal(same, MailSubjects.IsSame(reply, subject));
}
