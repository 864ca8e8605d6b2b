using System.Runtime.InteropServices;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Interchange.Inspection;

/// <summary>What a row of one table must know of rows of another, in columns: a few dozen bytes per household or parcel.</summary>
/// <remarks>A key that is badly written is kept as text, so that rows which repeat the same mistake are not blamed again.</remarks>
internal abstract class Register<TEntry>(long expected) where TEntry : struct
{
    /// <summary>More badly written keys are no slip of the hand, and are not compared with every row.</summary>
    private const int MostMisspelt = 200;

    private readonly CodeIndex _codes = new(expected);
    private readonly List<TEntry> _entries = new((int)Math.Min(expected, Array.MaxLength / 64));
    private readonly HashSet<string> _misspelt = [];

    public int Count => _codes.Count;

    public ulong Code(int at) => _codes[at];

    public ref TEntry this[int at] => ref CollectionsMarshal.AsSpan(_entries)[at];

    public int IndexOf(ulong code) => _codes.IndexOf(code);

    /// <summary>True when the code is new; <paramref name="at"/> is its place in either case.</summary>
    public bool TryAdd(ulong code, in TEntry entry, out int at)
    {
        at = _codes.Add(code, out var isNew);
        if (isNew) _entries.Add(entry);
        return isNew;
    }

    public void AddMisspelt(string code)
    {
        if (_misspelt.Count < MostMisspelt) _misspelt.Add(code);
    }

    /// <summary>True when a code is one of those badly written, or what one of them was meant to be.</summary>
    public bool HasMisspelt(string code) => _misspelt.Contains(code) || _misspelt.Any(misspelt => Misspelling.MayMean(misspelt, code));
}

/// <summary>Codes that were badly written, and what they may have been meant to be.</summary>
internal static class Misspelling
{
    /// <summary>
    /// True when the digits that can be read agree. A character that is no digit stands for one; bytes that are no text may
    /// have swallowed the characters beside them, so between the first and the last of them anything may have stood.
    /// </summary>
    public static bool MayMean(string misspelt, string code)
    {
        var (first, last) = (misspelt.IndexOf('\uFFFD', StringComparison.Ordinal), misspelt.LastIndexOf('\uFFFD'));
        if (first >= 0)
        {
            return misspelt.Length - 1 - last + first < code.Length
                && code.AsSpan().StartsWith(misspelt.AsSpan(0, first)) && code.AsSpan().EndsWith(misspelt.AsSpan(last + 1));
        }

        if (misspelt.Length != code.Length) return false;
        for (var at = 0; at < code.Length; at++)
        {
            if (misspelt[at] != code[at] && char.IsAsciiDigit(misspelt[at])) return false;
        }

        return true;
    }

    /// <summary>True when one digit typed wrong, or two beside each other typed the wrong way round, make one contractor's code of another's.</summary>
    public static bool IsNear(ulong contractor, ulong other)
    {
        var (one, two) = (DigitCode.Write(contractor, ContractorCode.Digits), DigitCode.Write(other, ContractorCode.Digits));
        var at = one.AsSpan().CommonPrefixLength(two);
        if (at == one.Length) return false;

        return one.AsSpan(at + 1).SequenceEqual(two.AsSpan(at + 1))
            || (at + 1 < one.Length && one[at] == two[at + 1] && one[at + 1] == two[at] && one.AsSpan(at + 2).SequenceEqual(two.AsSpan(at + 2)));
    }
}

/// <summary>An issuer of FBF.</summary>
internal record struct IssuerEntry(int Row);

internal sealed class Issuers(long expected) : Register<IssuerEntry>(expected);

/// <summary>A contractor of CBF and what its members add up to.</summary>
internal record struct ContractorEntry(int Row, byte Kind, short DeclaredMembers, byte RepresentativePapers, ulong RepresentativeNumber)
{
    /// <summary>Kind of papers of the member with the representative's number; zero while there is none.</summary>
    public byte PapersAsMember;

    public int Members;
    public int Heads;
    public bool RepresentativeIsMember;
    public bool HasFaultyNumber;
}

internal sealed class Contractors(long expected) : Register<ContractorEntry>(expected);

/// <summary>A contract of CBHT and what its parcels add up to. Areas are in hundredths of a square metre.</summary>
internal record struct ContractEntry(int Row, ulong Issuer, ulong Contractor, int Way, DateOnly From, DateOnly To, long? Area, int? DeclaredParcels)
{
    public long ParcelArea;
    public int Parcels;
    public bool IsRegistered;
    public bool HasFaultyParcelArea;
}

internal sealed class Contracts(long expected) : Register<ContractEntry>(expected);

/// <summary>A lease of LZHT, with the contract it is made under and how many parcels name it. A contract of zero is none.</summary>
internal record struct LeaseEntry(int Row, ulong Contractor, ulong Contract, int? DeclaredParcels)
{
    public int Parcels;
}

internal sealed class Leases(long expected) : Register<LeaseEntry>(expected);

/// <summary>A register entry of CBJYQZDJB.</summary>
internal record struct RegisterEntry(int Row);

internal sealed class RegisterEntries(long expected) : Register<RegisterEntry>(expected);

/// <summary>A certificate of CBJYQZ, and the last day on which another paper took its place.</summary>
internal record struct CertificateEntry(int Row)
{
    public DateOnly LastReplaced;
}

internal sealed class Certificates(long expected) : Register<CertificateEntry>(expected);

/// <summary>A parcel of DK and who holds it. Areas are in hundredths of a square metre; zero when none is recorded.</summary>
internal record struct ParcelEntry(int Row, byte Class, long SurveyedArea)
{
    public long ContractArea;
    public int FirstHolder = -1;
    public int Holdings;
    public int MarkBits;

    public readonly ParcelMarks Marks => (ParcelMarks)MarkBits;
}

/// <summary>What other layers and tables told of a parcel.</summary>
[Flags]
internal enum ParcelMarks
{
    None = 0,
    HasPoint = 1,
    HasLine = 2,
    HeldWithoutShares = 4,
    HeldByFamilyContract = 8,
    AreaIsWrong = 16,
}

internal sealed class Parcels(long expected) : Register<ParcelEntry>(expected)
{
    private readonly Dictionary<int, List<int>> _furtherHolders = [];

    /// <summary>Marks a parcel; several tables are inspected at the same time and mark the same parcels.</summary>
    public void Mark(int parcel, ParcelMarks mark)
    {
        ref var marks = ref this[parcel].MarkBits;
        if ((marks & (int)mark) == 0) Interlocked.Or(ref marks, (int)mark);
    }

    /// <summary>Notes that a contractor, by its place among the contractors, holds a parcel.</summary>
    public void AddHolder(int parcel, int contractor)
    {
        ref var entry = ref this[parcel];
        if (entry.FirstHolder < 0)
        {
            entry.FirstHolder = contractor;
        }
        else if (entry.FirstHolder != contractor)
        {
            if (!_furtherHolders.TryGetValue(parcel, out var further)) _furtherHolders.Add(parcel, further = []);
            if (!further.Contains(contractor)) further.Add(contractor);
        }
    }

    /// <summary>Places of the contractors that hold a parcel.</summary>
    public IEnumerable<int> Holders(int parcel)
    {
        if (this[parcel].FirstHolder is var first and >= 0) yield return first;
        foreach (var further in _furtherHolders.GetValueOrDefault(parcel) ?? []) yield return further;
    }
}
