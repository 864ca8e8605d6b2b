namespace RuralRights.Interchange.Generation;

/// <summary>Random numbers that are the same for a seed on every machine and in every version of the runtime (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>A number from <paramref name="least"/> up to <paramref name="most"/>.</summary>
    public double Between(double least, double most) => least + (most - least) * (Next() >> 11) / (1UL << 53);

    /// <summary>True so often out of a hundred.</summary>
    public bool Percent(double share) => Between(0d, 100d) < share;

    /// <summary>One of several, each as likely.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Brings a list into a random order.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var at = list.Count - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (list[at], list[other]) = (list[other], list[at]);
        }
    }

    private ulong Next() => unchecked(Mix(_state += 0x9E3779B97F4A7C15));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
