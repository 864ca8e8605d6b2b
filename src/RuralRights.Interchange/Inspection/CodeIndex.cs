namespace RuralRights.Interchange.Inspection;

/// <summary>Numbers codes 0, 1, 2 ... in the order in which they first come, so that what is known of each can lie in plain columns.</summary>
/// <remarks>Sixteen bytes or less per code. Adding is for one thread; looking up is for any number once nothing is added any more.</remarks>
internal sealed class CodeIndex
{
    private ulong[] _codes = new ulong[16];
    private int[] _slots = new int[32];

    public int Count { get; private set; }

    public ulong this[int at] => _codes[at];

    /// <summary>The number of a code, new or known.</summary>
    public int Add(ulong code, out bool isNew)
    {
        var slot = Find(code);
        isNew = _slots[slot] == 0;
        if (!isNew) return _slots[slot] - 1;

        if (Count == _codes.Length)
        {
            Grow();
            slot = Find(code);
        }

        _codes[Count++] = code;
        _slots[slot] = Count;
        return Count - 1;
    }

    /// <summary>The number of a code, or -1.</summary>
    public int IndexOf(ulong code) => _slots[Find(code)] - 1;

    private int Find(ulong code)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(Fingerprint.Mix(code) & (ulong)mask);
        while (_slots[slot] != 0 && _codes[_slots[slot] - 1] != code) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref _codes, _codes.Length * 2);
        _slots = new int[_codes.Length * 2];
        for (var at = 0; at < Count; at++) _slots[Find(_codes[at])] = at + 1;
    }
}
