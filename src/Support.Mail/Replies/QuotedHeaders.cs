using System.Buffers;
using System.Collections.Frozen;

namespace Support.Mail.Replies;

/// <summary>The header lines of a mail that stand above its text where it is quoted or forwarded, and the line above them.</summary>
internal static class QuotedHeaders
{
    private const int BlockLinesMax = 24;
    private const int NameCharactersMax = 28;
    private const int LineCharactersMax = 600;

    // A name of many addresses or a long subject goes on in the next lines.
    private const int ContinuationsMax = 4;

    private static readonly FrozenDictionary<string, Field> Names = Fields().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OriginalLines = FrozenSet.ToFrozenSet(
    [
        "original message", "original appointment", "forwarded message", "begin forwarded message", "reply message", "original e-mail",
        "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
        "message d'origine", "message d’origine", "message original", "message transféré", "début du message transféré", "début du message réexpédié",
        "mensaje original", "mensaje reenviado", "inicio del mensaje reenviado",
        "messaggio originale", "messaggio inoltrato", "inizio messaggio inoltrato", "messaggio originario",
        "mensagem original", "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
        "oorspronkelijk bericht", "origineel bericht", "doorgestuurd bericht", "begin doorgestuurd bericht",
        "wiadomość oryginalna", "oryginalna wiadomość", "wiadomość przekazana", "przekazana wiadomość",
        "исходное сообщение", "оригинальное сообщение", "пересылаемое сообщение", "начало переадресованного сообщения",
        "оригінальне повідомлення", "початкове повідомлення", "переслане повідомлення",
        "ursprungligt meddelande", "originalmeddelande", "vidarebefordrat meddelande", "vidarebefordrat brev",
        "opprinnelig melding", "oprindelig meddelelse", "videresendt melding", "videresendt meddelelse",
        "alkuperäinen viesti", "edelleenlähetetty viesti", "välitetty viesti alkaa",
        "原始邮件", "邮件原件", "原始郵件", "转发邮件信息", "转发的邮件", "轉寄郵件", "以下是转发的邮件",
        "元のメッセージ", "転送されたメッセージ", "original message --", "원본 메시지", "전달된 메시지", "원본 메일",
        "původní zpráva", "přeposlaná zpráva", "orijinal mesaj", "özgün ileti", "iletilmiş mesaj", "iletilen mesaj",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<string> AnswerAbove = SearchValues.Create(
    [
        "above this line", "oberhalb dieser zeile", "über dieser zeile", "au-dessus de cette ligne", "por encima de esta línea",
        "sopra questa riga", "acima desta linha", "boven deze regel", "powyżej tej linii",
    ], StringComparison.OrdinalIgnoreCase);

    private enum Field : byte
    {
        From,
        Date,
        To,
        Copy,
        Subject,
        ReplyTo,
    }

    /// <summary>Whether a line says that the mail that is answered or forwarded follows.</summary>
    public static bool IsOriginalLine(string line)
    {
        if (line.Length > LineCharactersMax)
        {
            return false;
        }

        string bare = line.Trim('-', '_', '*', '=', '#', ' ', '\t', '>', '<', '\u00a0');
        bool ruled = line.Contains("--", StringComparison.Ordinal) || line.Contains("__", StringComparison.Ordinal)
            || line.Contains("##", StringComparison.Ordinal) || line.TrimEnd().EndsWith(':');
        string words = bare.TrimEnd(':', '\uff1a', ' ');
        return ruled && words.Length > 0 && (OriginalLines.Contains(words) || words.AsSpan().IndexOfAny(AnswerAbove) >= 0);
    }

    /// <summary>The last line of the block of headers that begins at that line; null when none begins there.</summary>
    public static int? EndOfBlock(ReplyLines lines, int from, int end)
    {
        if (from >= end || FieldOf(lines[from]) is not { } first)
        {
            return null;
        }

        var seen = new List<Field> { first };
        bool address = first == Field.From && lines[from].Contains('@', StringComparison.Ordinal);
        int last = from;
        int continuations = 0;
        for (int i = from + 1; i < end && i < from + BlockLinesMax; i++)
        {
            if (lines.IsBlank(i))
            {
                // Some programs write a blank line between any two headers.
                if (i + 1 < end && FieldOf(lines[i + 1]) is { } after && !seen.Contains(after))
                {
                    continue;
                }

                break;
            }

            if (FieldOf(lines[i]) is { } field)
            {
                if (seen.Contains(field))
                {
                    break;
                }

                seen.Add(field);
                address |= field == Field.From && lines[i].Contains('@', StringComparison.Ordinal);
                continuations = 0;
            }
            else if (++continuations > ContinuationsMax)
            {
                return null;
            }

            last = i;
        }

        // Who asks for a journey writes "From: … To: … Date: …" too; no mail of theirs has a subject or an address there.
        bool complete = seen.Contains(Field.From) && seen.Count >= 3 && (address || seen.Contains(Field.Subject));
        return complete ? last : null;
    }

    private static Field? FieldOf(string line)
    {
        int colon = line.AsSpan(0, Math.Min(line.Length, NameCharactersMax)).IndexOfAny(':', '\uff1a');
        if (colon <= 0)
        {
            return null;
        }

        string name = line[..colon].Trim('*', '_', '|', ' ', '\t', '\u00a0', '\ufeff');
        return Names.TryGetValue(name, out Field field) ? field : null;
    }

    private static Dictionary<string, Field> Fields()
    {
        var fields = new Dictionary<string, Field>(StringComparer.OrdinalIgnoreCase);
        Add(Field.From, "from|von|de|da|van|från|fra|lähettäjä|от|від|od|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|kimden|gönderen|feladó|από|de la|expéditeur|remitente|mittente|remetente");
        Add(Field.Date, "sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|enviado|enviado el|enviada|enviado em|enviada em|fecha|inviato|data|data ora|verzonden|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|отправлено|дата|надіслано|відправлено|wysłano|odesláno|发送时间|发送日期|日期|寄件日期|送信日時|送信日|日時|日付|보낸 날짜|날짜|보낸 시간|gönderildi|gönderilme tarihi|gönderme tarihi|tarih|elküldve|dátum|trimis|ημερομηνία");
        Add(Field.To, "to|an|à|a|para|aan|till|til|vastaanottaja|кому|до|do|komu|收件人|收件者|宛先|받는 사람|받는사람|kime|alıcı|címzett|destinataire|destinatario|către|προς");
        Add(Field.Copy, "cc|bcc|copie à|copie|kopie|kopia|kopi|copia|cópia|копия|копія|抄送|副本|참조|bilgi|másolatot kap|kopio");
        Add(Field.Subject, "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|тема|temat|předmět|predmet|主题|主旨|件名|제목|konu|tárgy|subiect|θέμα");
        Add(Field.ReplyTo, "reply-to|reply to|antwort an|antworten an|risposta|rispondi a|répondre à|responder a|responder para|antwoord aan|svar till|svar til|organization|importance|priority|wichtigkeit|priorität");
        return fields;

        void Add(Field field, string names)
        {
            foreach (string name in names.Split('|'))
            {
                fields.TryAdd(name, field);
            }
        }
    }
}
