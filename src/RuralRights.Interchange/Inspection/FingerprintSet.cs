using System.Collections;

namespace RuralRights.Interchange.Inspection;

/// <summary>Millions of fingerprints that are expected, each of which may be met.</summary>
/// <remarks>Expecting and meeting are for one thread at a time; eight bytes and one bit per place, at most three quarters full.</remarks>
internal sealed class FingerprintSet
{
    private ulong[] _places;
    private BitArray _met;
    private int _count;

    public FingerprintSet(long expected)
    {
        var size = 1024;
        while (size < expected * 4 / 3 && size < 1 << 28) size *= 2;
        _places = new ulong[size];
        _met = new BitArray(size);
    }

    /// <summary>How many are expected and not met yet.</summary>
    public int Unmet { get; private set; }

    public void Expect(ulong fingerprint)
    {
        if (_count >= _places.Length / 4 * 3) Grow();
        var place = Find(fingerprint);
        if (_places[place] != 0) return;

        _places[place] = fingerprint;
        _count++;
        Unmet++;
    }

    public void Meet(ulong fingerprint)
    {
        var place = Find(fingerprint);
        if (_places[place] == 0 || _met[place]) return;

        _met[place] = true;
        Unmet--;
    }

    public bool IsMetOrUnexpected(ulong fingerprint) => Find(fingerprint) is var place && (_places[place] == 0 || _met[place]);

    private int Find(ulong fingerprint)
    {
        var mask = _places.Length - 1;
        var place = (int)(fingerprint >> 1 & (ulong)mask);
        while (_places[place] != 0 && _places[place] != fingerprint) place = (place + 1) & mask;
        return place;
    }

    private void Grow()
    {
        var (places, met) = (_places, _met);
        _places = new ulong[places.Length * 2];
        _met = new BitArray(_places.Length);
        for (var at = 0; at < places.Length; at++)
        {
            if (places[at] == 0) continue;
            var place = Find(places[at]);
            _places[place] = places[at];
            _met[place] = met[at];
        }
    }
}
