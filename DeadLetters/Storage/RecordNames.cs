using System.Runtime.CompilerServices;

namespace OrleansFailover.DeadLetters.Storage;

/// <summary>A letter is a record <c>id.json</c>; once it is settled, a second record <c>id.settled</c> says how. Neither is ever written again.</summary>
internal static class RecordNames
{
    public const string Letter = ".json";
    public const string Settled = ".settled";

    /// <summary>The letters with whether they are settled, oldest ack first. In ordinal order the second record follows the first.</summary>
    public static async IAsyncEnumerable<(DeadLetterId Id, bool IsSettled)> LettersAsync(
        IRecordFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DeadLetterId? held = null;
        await foreach (var name in folder.NamesAsync(cancellationToken))
        {
            if (held is { } letter)
            {
                held = null;
                var settled = name == letter.Value + Settled;
                yield return (letter, settled);
                if (settled)
                {
                    continue;
                }
            }

            if (name.EndsWith(Letter, StringComparison.Ordinal) && DeadLetterId.TryParse(name[..^Letter.Length], out var id))
            {
                held = id;
            }
        }

        if (held is { } last)
        {
            yield return (last, false);
        }
    }
}
