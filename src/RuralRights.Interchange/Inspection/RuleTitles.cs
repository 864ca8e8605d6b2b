using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace RuralRights.Interchange.Inspection;

/// <summary>What a rule of the inspection says before anything was found: its sentence, without the values of a finding.</summary>
/// <remarks>A line is code, Chinese, English. A rule whose sentence has no value but a measure in brackets needs no line.</remarks>
internal static partial class RuleTitles
{
    private const string Lines = """
        folder_name | 成果文件夹名称没有以6位县级行政区代码开头。 | The root folder does not start with the six-digit county code.
        missing_folder | 缺少标准规定的文件夹。 | A folder that the standard prescribes is missing.
        missing_layer | 缺少标准规定的图层。 | A layer that the standard prescribes is missing.
        missing_table | 权属数据缺少标准规定的表。 | A table that the standard prescribes is missing from the ownership data.
        empty_layer | 图层或表没有任何记录。 | A layer or table has no rows.
        unreadable | 文件或其中的内容读不出来。 | A file, or something in it, cannot be read.
        read_with_doubt | 文件读出来了，但是读法要人核对。 | A file could be read, with a doubt for a person to settle.
        county_mismatch | 代码不属于本次汇交的县。 | A code is not of the county of this delivery.
        year_mismatch | 文件名中的年份与其他图层的不同。 | A file name carries another year than the other layers.
        missing_field | 图层或表缺少必填字段。 | A layer or table lacks a mandatory field.
        missing_conditional_field | 图层或表缺少条件必填字段。 | A layer or table lacks a field that is mandatory under a condition.
        field_type | 字段的类型与标准不同。 | A field is declared with another type than the standard has.
        field_width | 字段的长度与标准不同。 | A field is declared with another width than the standard has.
        missing_prj | 图层缺少坐标系文件（.prj）。 | A layer has no .prj file.
        crs_refused | 图层的坐标系不能接收。 | The coordinate system of a layer is refused.
        crs_mismatch | 图层的坐标系与其他图层不同。 | A layer is in another coordinate system than the others.
        metadata_mismatch | 元数据与成果数据不一致。 | Metadata and data do not agree.
        undecodable_bytes | 字段含有无法识别的字符。 | A field holds bytes that are no text.
        damaged_value | 字段的值已被电子表格改动（如长数字被舍入）。 | A value was altered by a spreadsheet, such as a long number that was rounded.
        formula_cell | 字段的内容像公式，已按文字读取。 | A field looks like a formula and was read as the text it is.
        null_mandatory | 必填字段为空。 | A mandatory field is empty.
        null_conditional | 按条件应当填写的字段为空。 | A field that is mandatory under a condition is empty although the condition holds.
        domain | 字段的值不在允许的代码中。 | A value is not in the code table of its field.
        relation_unknown | 与户主关系的代码不在常用的家庭关系代码中。 | A family relationship is not in the usual list.
        not_a_number | 字段的值不是有效数字。 | A number field holds no number of its kind.
        not_positive | 面积或数量应当大于零。 | An area or count must be above zero.
        not_a_day | 字段的值不是有效日期。 | A date field holds no day of the calendar.
        value_too_long | 字段的内容超过规定的字符数。 | A value is longer than the standard allows.
        code_grammar | 代码不符合编码规则。 | A code is not written as such codes are.
        code_range | 承包方代码的顺序号与承包方类型不符（农户0001-8000，个人8001-9000，单位9001-9999）。 | The serial in a contractor's code does not fit its kind (households 0001-8000, persons 8001-9000, units 9001-9999).
        duplicate_key | 主键重复。 | A key occurs twice.
        fk_break | 所指的记录不存在。 | A row that another refers to does not exist.
        division_unknown | 发包方代码不在权属单位代码表中。 | The table of unit codes does not have the code of an issuer.
        code_mismatch | 本应一致的两个代码不一致。 | Two codes that belong together do not agree.
        id_grammar | 身份号码不是18位公民身份号码。 | An identity number has not the form of one.
        full_width_digits | 证件号码使用了全角字符。 | A number of a document is written in full-width characters.
        fifteen_digit_id | 身份号码是15位旧号码。 | An identity number is an old one of 15 digits.
        id_division | 身份号码的前两位不是省级行政区代码。 | The first two digits of an identity number are no province.
        id_birth_date | 身份号码的出生日期无效。 | The birth date in an identity number is no day of the calendar.
        id_check_digit | 身份号码的校验码错误。 | The check character of an identity number is wrong.
        id_duplicate | 同一身份号码出现在几个承包方中。 | One identity number stands in several households.
        sex_mismatch | 性别与身份号码第17位不符。 | Sex and the 17th digit of the identity number do not agree.
        uscc_grammar | 证件号码不是18位统一社会信用代码，也不是9位组织机构代码。 | A number is neither a unified social credit code nor an organization code.
        uscc_check_digit | 统一社会信用代码的校验码错误。 | The check character of a unified social credit code is wrong.
        head_repeated | 家庭成员中有几名户主。 | Several members are the head of one household.
        member_count | 承包方成员数量与成员记录不符。 | The number of members stated is not the number listed.
        representative_papers_differ | 承包方代表和同号的家庭成员证件类型不同。 | The representative and the member of the same number have papers of different kinds.
        void_of_living_right | 权证已注销、没有补发换发，合同却仍有效。 | A certificate was voided with none in its place while the contract is in force.
        lease_parcel_count | 流转合同的地块数与列入的地块不符。 | The number of parcels a lease states is not the number listed.
        unexpected_members | 承包方不是农户，却有家庭成员记录。 | A contractor that is no household has family members.
        date_reversed | 期限的开始日期不早于结束日期。 | A term does not start before its end.
        contract_letter | 承包合同代码末位与承包方式不符（家庭承包为J，其他方式为Q）。 | The last letter of a contract code does not fit the way of contracting (J for families, Q for other means).
        cbfs_mismatch | 承包经营权取得方式与合同的承包方式不一致。 | A parcel was obtained in another way than its contract says.
        parcel_count | 承包地块总数与承包地块信息的块数不符。 | The number of parcels stated in a contract is not the number listed.
        sum_mismatch | 合同总面积不等于各地块合同面积之和。 | The area of a contract is not the sum of its parcels.
        mu_rounding | 亩数与平方米换算不符。 | An area in mu is not the same area in square metres.
        family_contract_on_other_land | 家庭承包合同包含不是承包地块的地块。 | A family contract lists land that is not contracted land.
        parcel_held_twice | 地块被几份合同列入，但未标明确权确股不确地。 | Several contracts list a parcel that is not marked as held in shares.
        contract_area_ratio | 合同面积与实测面积相差太大。 | Contract area and surveyed area are far apart.
        register_mismatch | 登记簿与承包合同不一致。 | Register entry and contract do not agree.
        serial_grammar | 证书流水号格式不符。 | The serial of a certificate is not written as such serials are.
        serial_duplicate | 两本证书的流水号相同。 | Two certificates have one serial.
        attachment_missing | 字段所指的文件不存在。 | A file that a field names does not exist.
        lease_outlasts_contract | 流转期限超过承包期限。 | A lease outlasts the contract it is made under.
        kjzb_unknown | 空间坐标列出的界址点不存在或不属于该地块。 | A parcel lists boundary points that do not exist or are not its own.
        coordinate_fields | 字段中的坐标与图形坐标不一致。 | Coordinates in fields and in the shape do not agree.
        shape_unreadable | 图形无法读取。 | A shape cannot be read.
        """;

    private static readonly FrozenDictionary<string, (string Chinese, string English)> Written =
        Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" | ")).ToFrozenDictionary(line => line[0], line => (line[1], line[2]));

    /// <summary>The title of a rule.</summary>
    public static (string Chinese, string English) Of(InspectionRule rule) =>
        Written.TryGetValue(rule.Code, out var title) ? title : (Measure().Replace(rule.Chinese, ""), Measure().Replace(rule.English, ""));

    [GeneratedRegex(@"（\{0\}[^）]*）| \(\{0\}[^)]*\)")]
    private static partial Regex Measure();
}
