using System.Globalization;
using RuralRights.Domain.Households;

namespace RuralRights.Interchange.Generation;

/// <summary>A person who does not exist.</summary>
internal sealed record Villager(string Name, bool IsMale, DateOnly Birth, string IdentityNumber);

/// <summary>A person's place in a household: relation to its head (GB/T 4761), remark code and remark.</summary>
internal sealed record Member(Villager Person, string Relation, string? Remark = null, string? RemarkText = null, bool SharesRight = true);

/// <summary>
/// Makes up people. Their identity numbers have a right check character and a sequence of 900 to 989; no number is given twice.
/// </summary>
internal sealed class Villagers(string county)
{
    private const int FirstSequence = 900, Sequences = 90;

    private static readonly DateOnly _firstBirth = new(1925, 1, 1);
    private static readonly DateOnly _lastBirth = new(2015, 12, 31);

    private static readonly string[] _surnames =
        [.. "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤".Select(character => character.ToString())];

    private static readonly string[] _men =
        [.. "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢阳建国志海永福贵生宝山水根田富财喜庆祥忠义德顺安康世春秋雨泽润守成禄".Select(character => character.ToString())];

    private static readonly string[] _women =
        [.. "芳娜敏静秀丽艳娟霞玲燕英红梅兰凤洁琴云莲真雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君".Select(character => character.ToString())];

    /// <summary>How many numbers each birthday has given to women and to men.</summary>
    private readonly byte[] _given = new byte[2 * (_lastBirth.DayNumber - _firstBirth.DayNumber + 1)];

    /// <summary>Makes up a person born in one of some years.</summary>
    public Villager Make(Dice dice, bool male, int fromYear, int toYear, string? surname = null)
    {
        var first = new DateOnly(fromYear, 1, 1).DayNumber;
        var day = first + dice.Below(new DateOnly(toYear, 12, 31).DayNumber - first + 1);
        var name = (surname ?? dice.Pick(_surnames)) + dice.Pick(male ? _men : _women) + (dice.Percent(70) ? dice.Pick(male ? _men : _women) : "");
        var (birth, number) = Number(day, male);
        return new Villager(name, male, birth, number);
    }

    /// <summary>Makes up the members of a household, the head first; most are couples with children, some alone, some with parents.</summary>
    public List<Member> MakeHousehold(Dice dice)
    {
        var head = Make(dice, male: !dice.Percent(17), 1940, 1984);
        var members = new List<Member> { new(head, "02") };
        if (dice.Percent(13)) return members;

        var born = head.Birth.Year;
        var spouse = Make(dice, !head.IsMale, born - 3, born + 3);
        members.Add(new(spouse, head.IsMale ? "12" : "11"));
        var surname = (head.IsMale ? head : spouse).Name[..1];
        var children = dice.Percent(25) ? 1 : dice.Percent(80) ? 2 : 3;
        for (var child = 0; child < children; child++)
        {
            var years = Math.Min(2014, born + 21 + 3 * child);
            members.Add(Child(dice, surname, years, Math.Min(2015, years + 2)));
        }

        if (members.Count < 5 && dice.Percent(12))
        {
            var mother = Make(dice, male: false, born - 30 < 1925 ? 1925 : born - 30, Math.Max(1927, born - 21));
            members.Add(dice.Percent(10)
                ? new(mother, head.IsMale ? "52" : "56", "7", $"{dice.Between(2010, 2015)}年去世", SharesRight: false)
                : new(mother, head.IsMale ? "52" : "56"));
        }

        return members;
    }

    private Member Child(Dice dice, string surname, int fromYear, int toYear)
    {
        var child = Make(dice, dice.Percent(52), fromYear, toYear, surname);
        var relation = child.IsMale ? "20" : "30";
        var year = child.Birth.Year;
        if (year is >= 1993 and <= 1998 && dice.Percent(30)) return new(child, relation, "3", $"{Math.Min(2016, year + 19)}年入学");
        if (!child.IsMale && year <= 1992 && dice.Percent(20)) return new(child, relation, "1", $"{year + 22}年外嫁");
        if (year <= 1992 && dice.Percent(15)) return new(child, relation, "9", $"{dice.Between(2011, 2015)}年进城落户，仍为本户土地承包经营权共有人");
        return new(child, relation);
    }

    private (DateOnly Birth, string Number) Number(int day, bool male)
    {
        var days = _given.Length / 2;
        var offset = day - _firstBirth.DayNumber;
        var tries = 0;
        // A birthday whose numbers are all given passes the person on to the next day.
        while (_given[2 * offset + (male ? 1 : 0)] == Sequences / 2)
        {
            offset = (offset + 1) % days;
            if (++tries > days) throw new InvalidOperationException("There are more people than identity numbers that may be made up.");
        }

        var sequence = FirstSequence + 2 * _given[2 * offset + (male ? 1 : 0)]++ + (male ? 1 : 0);
        var birth = _firstBirth.AddDays(offset);
        var seventeen = county + birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + sequence.ToString(CultureInfo.InvariantCulture);
        return (birth, seventeen + CitizenId.CheckCharacterOf(seventeen));
    }
}
