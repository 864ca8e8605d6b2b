using System.Collections.Frozen;
using System.Reflection;
using RuralRights.Domain.Law;
using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Inspection;

/// <summary>Every check a delivery goes through, in the order in which a person works findings off: files first, then rows, then what rows say of each other, then shapes.</summary>
public static class InspectionRules
{
    private const string Every = "*";
    private const string Identified = "FBF CBF CBF_JTCY CBJYQZ CBJYQZ_QZBF CBJYQZ_QZHF";
    private const string Measured = "DK CBHT CBDKXX LZHT";

    private static readonly LegalBasis Package = LegalBasis.DataStandard("数据组织与文件命名", "organisation of data and names of files");
    private static readonly LegalBasis Structure = LegalBasis.DataStandard("属性结构", "structure of attributes");
    private static readonly LegalBasis ValueCodes = LegalBasis.DataStandard("附录C 属性值代码", "annex C, value codes");
    private static readonly LegalBasis Numbering = new("GB/T 35958-2018 农村土地承包经营权要素编码规则", "GB/T 35958-2018, coding of contracted-land elements");
    private static readonly LegalBasis Projection = new("NY/T 2537-2014 坐标系统；GB/T 18578", "NY/T 2537-2014, coordinate system; GB/T 18578");
    private static readonly LegalBasis Survey = new("NY/T 2537-2014 农村土地承包经营权调查规程", "NY/T 2537-2014, survey of contracted land");
    private static readonly LegalBasis IdentityNumber = new("GB 11643-1999 公民身份号码", "GB 11643-1999, citizen identity number");
    private static readonly LegalBasis CreditCodeStandard = new("GB 32100-2015 法人和其他组织统一社会信用代码编码规则", "GB 32100-2015, unified social credit code");
    private static readonly LegalBasis Kinship = new("GB/T 4761-2008 家庭关系代码", "GB/T 4761-2008, family relationship codes");

    // ---- the package and its files -------------------------------------------------------------------------------------------

    /// <summary>The root folder does not start with a county code.</summary>
    public static readonly InspectionRule FolderName = Warning(
        "folder_name", "",
        "成果文件夹名称“{0}”没有以6位县级行政区代码开头。",
        "The root folder “{0}” does not start with the six-digit county code.",
        Package,
        "按“县级代码+县名”重新命名成果文件夹。",
        "Rename the root folder to county code and county name.");

    /// <summary>A folder the standard prescribes is missing.</summary>
    public static readonly InspectionRule MissingFolder = Error(
        "missing_folder", Hold.Nothing, "",
        "缺少文件夹“{0}”。",
        "The folder “{0}” is missing.",
        Package,
        "补交该文件夹及其内容。",
        "Deliver the folder with its contents.");

    /// <summary>A layer the standard prescribes is missing.</summary>
    public static readonly InspectionRule MissingLayer = Error(
        "missing_layer", Hold.Everything, "KZD QYJX XJXZQ DK JZD JZX JBNTBHQ",
        "缺少图层{layer}。",
        "Layer {layer} is missing.",
        Package,
        "补交该图层的 .shp、.shx、.dbf、.prj 文件。",
        "Deliver the layer with its .shp, .shx, .dbf and .prj files.");

    /// <summary>A table the standard prescribes is missing.</summary>
    public static readonly InspectionRule MissingTable = Error(
        "missing_table", Hold.Everything, string.Join(' ', Specification.Tables.Select(table => table.Name)),
        "权属数据缺少表{layer}。",
        "Table {layer} is missing from the ownership data.",
        Package,
        "补交该表；没有记录时也应保留空表。",
        "Deliver the table; keep it even when it has no rows.");

    /// <summary>The table of unit codes is missing.</summary>
    public static readonly InspectionRule MissingUnitCodes = Error(
        "missing_unit_codes", Hold.Nothing, "",
        "缺少权属单位代码表。",
        "The table of unit codes (权属单位代码表) is missing.",
        Package,
        "在“权属数据”文件夹中补交权属单位代码表。",
        "Deliver the table of unit codes in the folder 权属数据.");

    /// <summary>A layer or table that cannot be empty is empty.</summary>
    public static readonly InspectionRule EmptyLayer = Error(
        "empty_layer", Hold.Everything, "DK JZD JZX KZD QYJX XJXZQ FBF CBF CBF_JTCY CBHT CBDKXX CBJYQZDJB",
        "{layer}没有任何记录。",
        "{layer} has no rows.",
        Package,
        "检查导出是否完整后重新提交。",
        "Check whether the export was complete and deliver it again.");

    /// <summary>Something in a file could not be read.</summary>
    public static readonly InspectionRule Unreadable = Error(
        "unreadable", Hold.Everything, Every,
        "{0} 处理办法：{2}",
        "{1} To mend it: {3}",
        Package,
        "按提示重新导出并提交文件。",
        "Export and deliver the file again as the finding says.");

    /// <summary>A file could be read, with a doubt that a person should know of.</summary>
    public static readonly InspectionRule ReadWithDoubt = Warning(
        "read_with_doubt", Every,
        "{0} 处理办法：{2}",
        "{1} To mend it: {3}",
        Package,
        "核对读取结果与原始数据是否一致。",
        "Compare what was read with the original data.");

    /// <summary>Codes of more than one county in a delivery.</summary>
    public static readonly InspectionRule CountyMismatch = Error(
        "county_mismatch", Hold.Household, "FBF XJXZQ XJQY CJQY ZJQY",
        "{field}“{0}”不属于本次汇交的县{1}。",
        "{field} “{0}” is not of the county of this delivery, {1}.",
        Package,
        "一次汇交只能包含一个县的成果；更正代码或分开提交。",
        "A delivery holds one county; correct the code or deliver separately.");

    /// <summary>File names of one delivery carry several years.</summary>
    public static readonly InspectionRule YearMismatch = Warning(
        "year_mismatch", Every,
        "文件名中的年份{0}与其他图层的{1}不同。",
        "The file name carries the year {0}, the other layers {1}.",
        Package,
        "统一文件名中的年份。",
        "Use one year in all file names.");

    /// <summary>A field that every row must fill is not in the file.</summary>
    public static readonly InspectionRule MissingField = Error(
        "missing_field", Hold.Everything, Every,
        "{layer}缺少必填字段{field}。",
        "{layer} lacks the mandatory field {field}.",
        Structure,
        "补充该字段并填写全部记录。",
        "Add the field and fill it in every row.");

    /// <summary>A field that some rows must fill is not in the file.</summary>
    public static readonly InspectionRule MissingConditionalField = Warning(
        "missing_conditional_field", Every,
        "{layer}缺少条件必填字段{field}。",
        "{layer} lacks the field {field}, which is mandatory under a condition.",
        Structure,
        "补充该字段，没有内容的记录可以为空。",
        "Add the field; rows without content may leave it empty.");

    /// <summary>A field is declared with another type.</summary>
    public static readonly InspectionRule FieldType = Warning(
        "field_type", Every,
        "{layer}字段{field}的类型应为{0}，实际为{1}。",
        "Field {field} of {layer} is declared as {3}, not as {2}.",
        Structure,
        "按标准修改字段类型；代码类字段用数值类型会丢失前导零或末尾数字。",
        "Declare the field as the standard has it; codes kept as numbers lose leading zeros or last digits.");

    /// <summary>A field is declared with another width.</summary>
    public static readonly InspectionRule FieldWidth = Warning(
        "field_width", Every,
        "{layer}字段{field}的长度应为{0}，实际为{1}。",
        "Field {field} of {layer} is {1} wide instead of {0}.",
        Structure,
        "按标准修改字段长度，并检查内容是否被截断。",
        "Declare the width of the standard and check whether contents were cut off.");

    /// <summary>A layer without .prj file.</summary>
    public static readonly InspectionRule MissingPrj = Error(
        "missing_prj", Hold.Everything, LayerNames(),
        "图层{layer}缺少坐标系文件（.prj）。",
        "Layer {layer} has no .prj file.",
        Projection,
        "补交该图层的 .prj 文件。",
        "Deliver the .prj file of the layer.");

    /// <summary>A layer in a coordinate system that cannot be taken.</summary>
    public static readonly InspectionRule CrsRefused = Error(
        "crs_refused", Hold.Everything, LayerNames(),
        "图层{layer}的坐标系“{2}”不能接收：{0}",
        "The coordinate system “{2}” of layer {layer} is refused: {1}",
        Projection,
        "由测绘单位用有资质的参数转换到2000国家大地坐标系后重新提交。",
        "Have the surveyor convert the data to CGCS2000 with certified parameters and deliver again.");

    /// <summary>A layer in another coordinate system than the rest.</summary>
    public static readonly InspectionRule CrsMismatch = Error(
        "crs_mismatch", Hold.Everything, LayerNames(),
        "图层{layer}的坐标系为{0}，其他图层为{1}。",
        "Layer {layer} is in {0}, the other layers are in {1}.",
        Projection,
        "统一所有图层的坐标系；核对坐标数值与 .prj 文件哪个正确。",
        "Bring all layers to one system; check whether the coordinates or the .prj file are right.");

    /// <summary>Metadata and data contradict each other.</summary>
    public static readonly InspectionRule MetadataMismatch = Warning(
        "metadata_mismatch", "",
        "元数据中{0}为“{2}”，成果数据为“{3}”。",
        "The metadata give “{2}” as the {1}, the data have “{3}”.",
        LegalBasis.DataStandard("元数据", "metadata"),
        "核对后更正元数据。",
        "Correct the metadata, or the data if they are wrong.");

    // ---- the values of a row -------------------------------------------------------------------------------------------------

    /// <summary>Bytes that are no text.</summary>
    public static readonly InspectionRule UndecodableBytes = Error(
        "undecodable_bytes", Hold.Household, Every,
        "{field}含有无法识别的字符：“{0}”。",
        "{field} holds bytes that are no text: “{0}”.",
        LegalBasis.DataStandard("字符编码 GBK/GB18030", "encoding GBK/GB18030"),
        "核对原始资料后重新录入该字段。",
        "Enter the field again from the original papers.");

    /// <summary>A value that a spreadsheet damaged.</summary>
    public static readonly InspectionRule DamagedValue = Error(
        "damaged_value", Hold.Household, string.Join(' ', Specification.Tables.Select(table => table.Name)),
        "{field}“{0}”已被电子表格改动（如长数字被舍入），不能作为代码或号码使用。",
        "{field} “{0}” was altered by a spreadsheet, such as a long number that was rounded; it is no code any more.",
        Structure,
        "将该列设为文本格式后重新录入。",
        "Format the column as text and enter the value again.");

    /// <summary>A formula where a value belongs.</summary>
    public static readonly InspectionRule FormulaCell = Warning(
        "formula_cell", string.Join(' ', Specification.Tables.Select(table => table.Name)),
        "{field}的内容像公式，已按文字读取：“{0}”。",
        "{field} looks like a formula and was read as the text it is: “{0}”.",
        LegalBasis.Bookkeeping,
        "将公式改为固定值后重新提交。",
        "Replace the formula by its value and deliver again.");

    /// <summary>A mandatory field is empty.</summary>
    public static readonly InspectionRule NullMandatory = Error(
        "null_mandatory", Hold.Household, Every,
        "必填字段{field}为空。",
        "The mandatory field {field} is empty.",
        Structure,
        "补填该字段。",
        "Fill the field.");

    /// <summary>A conditionally mandatory field is empty although its condition holds.</summary>
    public static readonly InspectionRule NullConditional = Error(
        "null_conditional", Hold.Household, "DK CBJYQZ",
        "{0}，字段{field}应当填写。",
        "{field} must be filled because {1}.",
        Structure,
        "补填该字段。",
        "Fill the field.");

    /// <summary>A value outside its code table.</summary>
    public static readonly InspectionRule Domain = Error(
        "domain", Hold.Household, Every,
        "{field}的值“{0}”不在允许的代码中（{1}）。",
        "{field} is “{0}”, which its code table does not have ({2}).",
        ValueCodes,
        "按代码表更正。",
        "Correct it by the code table.");

    /// <summary>A family relationship no list knows.</summary>
    public static readonly InspectionRule RelationUnknown = Warning(
        "relation_unknown", "CBF_JTCY",
        "{field}的代码“{0}”不在常用的家庭关系代码中。",
        "{field} is “{0}”, which no list of family relationships has.",
        Kinship,
        "核对户口簿后按 GB/T 4761 填写两位代码。",
        "Compare with the household register book and use a two-digit code of GB/T 4761.");

    /// <summary>A number field that holds no number.</summary>
    public static readonly InspectionRule NotANumber = Error(
        "not_a_number", Hold.Household, Every,
        "{field}的值“{0}”不是有效数字。",
        "{field} is “{0}”, which is not a number of its kind.",
        Structure,
        "填写数字，不带单位和分隔符。",
        "Enter a plain number without unit or separators.");

    /// <summary>An area or count that must be above zero.</summary>
    public static readonly InspectionRule NotPositive = Error(
        "not_positive", Hold.Household, Every,
        "{field}的值{0}应当大于零。",
        "{field} is {0} and must be above zero.",
        Structure,
        "核对测量或合同资料后更正。",
        "Correct it from the survey or the contract.");

    /// <summary>A date field that holds no day of the calendar.</summary>
    public static readonly InspectionRule NotADay = Error(
        "not_a_day", Hold.Household, string.Join(' ', Specification.Tables.Select(table => table.Name)),
        "{field}的值“{0}”不是有效日期。",
        "{field} is “{0}”, which is no day of the calendar.",
        Structure,
        "按年月日填写，如 20160621。",
        "Enter year, month and day, such as 20160621.");

    /// <summary>A value longer than its field.</summary>
    public static readonly InspectionRule ValueTooLong = Warning(
        "value_too_long", Every,
        "{field}的内容有{0}个字符，超过规定的{1}个。",
        "{field} holds {0} characters, more than the {1} the standard allows.",
        Structure,
        "精简内容，或将其余部分写入备注。",
        "Shorten it, or move the rest to the remarks.");

    /// <summary>A code that is not written as such codes are.</summary>
    public static readonly InspectionRule CodeGrammar = Error(
        "code_grammar", Hold.Household, Every,
        "{field}“{0}”不符合编码规则：应为{1}。",
        "{field} “{0}” is not written as such a code is: {2}.",
        Numbering,
        "按编码规则更正，并同步更正引用它的各表。",
        "Correct the code here and wherever it is used.");

    /// <summary>A contractor's serial outside the range of its kind.</summary>
    public static readonly InspectionRule CodeRange = Error(
        "code_range", Hold.Household, "CBF",
        "承包方代码的顺序号{0}与承包方类型“{1}”不符（农户0001-8000，个人8001-9000，单位9001-9999）。",
        "The serial {0} does not fit the contractor's kind {2} (households 0001-8000, persons 8001-9000, units 9001-9999).",
        Numbering,
        "更正承包方类型，或重新编号并同步更正各表。",
        "Correct the kind, or renumber the contractor in all tables.");

    // ---- rows and other rows -------------------------------------------------------------------------------------------------

    /// <summary>A key that occurs twice.</summary>
    public static readonly InspectionRule DuplicateKey = Error(
        "duplicate_key", Hold.Household, "FBF CBF CBF_JTCY CBHT CBDKXX LZHT CBJYQZDJB CBJYQZ DK XJXZQ XJQY CJQY ZJQY",
        "{layer}的主键重复，首次出现在第{0}行。",
        "The key of {layer} occurs twice; it stood first in row {0}.",
        Structure,
        "删除多余的记录，或更正编号。",
        "Delete the surplus row, or correct its code.");

    /// <summary>A reference to a row that is not there.</summary>
    public static readonly InspectionRule FkBreak = Error(
        "fk_break", Hold.Household, "CBF CBF_JTCY CBHT CBDKXX LZHT QSLYZLFJ CBJYQZDJB CBJYQZ CBJYQZ_QZBF CBJYQZ_QZHF CBJYQZ_QZZX DK JZD JZX",
        "{field}“{0}”在{1}中不存在。",
        "{field} “{0}” does not exist in {2}.",
        Structure,
        "补充被引用的记录，或更正代码。",
        "Add the row it refers to, or correct the code.");

    /// <summary>An issuer the table of unit codes does not have.</summary>
    public static readonly InspectionRule DivisionUnknown = Warning(
        "division_unknown", "FBF",
        "发包方代码“{0}”不在权属单位代码表中。",
        "The issuer code “{0}” is not in the table of unit codes.",
        Package,
        "核对权属单位代码表与发包方表。",
        "Compare the table of unit codes with the table of issuers.");

    /// <summary>Two codes of a row, or of rows that belong together, contradict each other.</summary>
    public static readonly InspectionRule CodeMismatch = Error(
        "code_mismatch", Hold.Household, "CBHT CBDKXX LZHT",
        "{field}“{0}”与{1}“{2}”不一致。",
        "{field} “{0}” does not agree with {3} “{2}”.",
        Numbering,
        "更正其中错误的代码。",
        "Correct the code that is wrong.");

    /// <summary>An identity number that is none by its form.</summary>
    public static readonly InspectionRule IdGrammar = Error(
        "id_grammar", Hold.Household, Identified,
        "{field}“{0}”不是18位公民身份号码。",
        "{field} “{0}” is no identity number of 18 characters.",
        IdentityNumber,
        "按居民身份证更正；其他证件应填写相应的证件类型。",
        "Correct it from the identity card; for other papers give their kind.");

    /// <summary>An identity number in full-width digits.</summary>
    public static readonly InspectionRule FullWidthDigits = Error(
        "full_width_digits", Hold.Household, Identified,
        "{field}“{0}”使用了全角字符。",
        "{field} “{0}” is written in full-width characters.",
        IdentityNumber,
        "改用半角数字重新录入。",
        "Enter it again in ordinary digits.");

    /// <summary>An identity number of the old form.</summary>
    public static readonly InspectionRule FifteenDigitId = Warning(
        "fifteen_digit_id", Identified,
        "{field}“{0}”是15位旧号码，升位后应为{1}。",
        "{field} “{0}” is an old number of 15 digits; in 18 it reads {1}.",
        IdentityNumber,
        "核对居民身份证后填写18位号码。",
        "Enter the number of 18 characters from the identity card.");

    /// <summary>An identity number whose province is none.</summary>
    public static readonly InspectionRule IdDivision = Error(
        "id_division", Hold.Household, Identified,
        "{field}“{0}”的前两位不是省级行政区代码。",
        "The first two digits of {field} “{0}” are no province.",
        IdentityNumber,
        "按居民身份证更正。",
        "Correct it from the identity card.");

    /// <summary>An identity number whose birth date is none.</summary>
    public static readonly InspectionRule IdBirthDate = Error(
        "id_birth_date", Hold.Household, Identified,
        "{field}“{0}”的出生日期无效。",
        "The birth date in {field} “{0}” is no day of the calendar.",
        IdentityNumber,
        "按居民身份证更正。",
        "Correct it from the identity card.");

    /// <summary>An identity number whose check character is wrong.</summary>
    public static readonly InspectionRule IdCheckDigit = Error(
        "id_check_digit", Hold.Household, Identified,
        "{field}“{0}”的校验码错误，按前17位应为{1}。",
        "The check character of {field} “{0}” is wrong; the digits before it give {1}.",
        IdentityNumber,
        "按居民身份证更正，不要只改校验码。",
        "Correct it from the identity card; do not just change the last character.");

    /// <summary>One identity number in several households.</summary>
    public static readonly InspectionRule IdDuplicate = Error(
        "id_duplicate", Hold.Household, "CBF_JTCY",
        "同一身份号码还出现在承包方{0}中。",
        "The same identity number also stands in household {0}.",
        LegalBasis.RuralLandContractingLaw(16),
        "查明该成员属于哪一户；一人只能是一户的成员。",
        "Find out which household the person belongs to; nobody is a member of two.");

    /// <summary>Sex and identity number disagree.</summary>
    public static readonly InspectionRule SexMismatch = Warning(
        "sex_mismatch", "CBF_JTCY",
        "{field}“{0}”与身份号码第17位不符。",
        "{field} “{0}” does not agree with the 17th digit of the identity number.",
        IdentityNumber,
        "核对居民身份证后更正。",
        "Correct it from the identity card.");

    /// <summary>A credit code that is none by its form.</summary>
    public static readonly InspectionRule UsccGrammar = Error(
        "uscc_grammar", Hold.Household, Identified,
        "{field}“{0}”不是18位统一社会信用代码，也不是9位组织机构代码。",
        "{field} “{0}” is neither a unified social credit code nor an organization code.",
        CreditCodeStandard,
        "按登记证书更正。",
        "Correct it from the registration certificate.");

    /// <summary>A credit code whose check character is wrong.</summary>
    public static readonly InspectionRule UsccCheckDigit = Error(
        "uscc_check_digit", Hold.Household, Identified,
        "{field}“{0}”的校验码错误。",
        "The check character of {field} “{0}” is wrong.",
        CreditCodeStandard,
        "按登记证书更正。",
        "Correct it from the registration certificate.");

    /// <summary>A household without head.</summary>
    public static readonly InspectionRule HeadMissing = Error(
        "head_missing", Hold.Household, "CBF",
        "家庭成员中没有户主（与户主关系为01或02）。",
        "No member is the head of the household (relation 01 or 02).",
        Kinship,
        "在家庭成员表中标明户主。",
        "Mark the head among the members.");

    /// <summary>A household with several heads.</summary>
    public static readonly InspectionRule HeadRepeated = Warning(
        "head_repeated", "CBF",
        "家庭成员中有{0}名户主。",
        "{0} members are marked as head of the household.",
        Kinship,
        "只保留一名户主。",
        "Keep one head.");

    /// <summary>The representative of a household is not among its members.</summary>
    public static readonly InspectionRule RepresentativeNotMember = Error(
        "representative_not_member", Hold.Household, "CBF",
        "承包方代表的证件号码不在家庭成员中。",
        "The number of the contractor's representative is not among the members.",
        LegalBasis.RuralLandContractingLaw(16),
        "核对承包方代表与家庭成员的证件号码。",
        "Compare the numbers of the representative and of the members.");

    /// <summary>The representative and the member of the same number have papers of different kinds.</summary>
    public static readonly InspectionRule RepresentativePapersDiffer = Error(
        "representative_papers_differ", Hold.Household, "CBF",
        "承包方代表的证件类型代码为{0}，家庭成员中同一证件号码的证件类型代码为{1}。",
        "The papers of the representative are of kind {0}, those of the member with the same number of kind {1}.",
        LegalBasis.RuralLandContractingLaw(16),
        "核对证件后改成同一种证件类型。",
        "Compare with the papers and give the same kind in both.");

    /// <summary>Number of members stated and listed differ.</summary>
    public static readonly InspectionRule MemberCount = Error(
        "member_count", Hold.Household, "CBF",
        "承包方成员数量为{0}，应为{1}。",
        "The number of members is given as {0} and should be {1}.",
        Structure,
        "核对家庭成员表后更正数量，或补充成员。",
        "Correct the number, or add the members who are missing.");

    /// <summary>Family members of a contractor that is no household.</summary>
    public static readonly InspectionRule UnexpectedMembers = Warning(
        "unexpected_members", "CBF",
        "承包方不是农户，却有{0}条家庭成员记录。",
        "The contractor is no household but has {0} family members.",
        Structure,
        "更正承包方类型，或删除家庭成员记录。",
        "Correct the contractor's kind, or delete the members.");

    /// <summary>A term that ends before it starts.</summary>
    public static readonly InspectionRule DateReversed = Error(
        "date_reversed", Hold.Household, "CBHT CBJYQZDJB LZHT",
        "期限的开始日期{0}晚于或等于结束日期{1}。",
        "The term starts on {0}, not before its end on {1}.",
        LegalBasis.RuralLandContractingLaw(22),
        "按合同更正起止日期。",
        "Correct the dates from the contract.");

    /// <summary>Contract code and way of contracting disagree.</summary>
    public static readonly InspectionRule ContractLetter = Error(
        "contract_letter", Hold.Household, "CBHT",
        "承包合同代码末位“{0}”与承包方式“{1}”不符（家庭承包为J，其他方式为Q）。",
        "The last letter {0} of the contract code does not fit the way of contracting {2} (J for families, Q for other means).",
        Numbering,
        "更正承包方式，或重新编号。",
        "Correct the way of contracting, or the code.");

    /// <summary>A parcel was obtained in another way than its contract says.</summary>
    public static readonly InspectionRule CbfsMismatch = Error(
        "cbfs_mismatch", Hold.Household, "CBDKXX",
        "承包经营权取得方式“{0}”与合同的承包方式“{1}”不一致。",
        "The parcel was obtained by {2}, but its contract says {3}.",
        Structure,
        "按合同更正取得方式。",
        "Correct it from the contract.");

    /// <summary>Number of parcels stated and listed differ.</summary>
    public static readonly InspectionRule ParcelCount = Error(
        "parcel_count", Hold.Household, "CBHT",
        "承包地块总数为{0}，承包地块信息中有{1}块。",
        "The contract counts {0} parcels, its rows are {1}.",
        LegalBasis.RuralLandContractingLaw(22),
        "核对地块清单后更正。",
        "Correct it by the list of parcels.");

    /// <summary>The contract's area is not the sum of its parcels.</summary>
    public static readonly InspectionRule SumMismatch = Error(
        "sum_mismatch", Hold.Household, "CBHT",
        "合同总面积{0}平方米，各地块合同面积之和为{1}平方米。",
        "The contract states {0} m², its parcels add up to {1} m².",
        LegalBasis.RuralLandContractingLaw(22),
        "核对各地块合同面积与总面积。",
        "Compare the areas of the parcels with the total.");

    /// <summary>Mu are not the square metres times 0.0015, rounded.</summary>
    public static readonly InspectionRule MuRounding = Warning(
        "mu_rounding", Measured,
        "{field}为{0}亩，由{1}平方米换算应为{2}亩。",
        "{field} is {0} mu; {1} m² are {2} mu.",
        LegalBasis.DataStandard("面积换算 1公顷=15亩", "conversion of areas, 1 hectare = 15 mu"),
        "按“平方米×0.0015、保留两位小数”重新计算。",
        "Compute square metres times 0.0015, rounded to two places.");

    /// <summary>A contracted parcel that nobody holds.</summary>
    public static readonly InspectionRule ContractedParcelWithoutRow = Error(
        "contracted_parcel_without_row", Hold.Household, "DK",
        "地块类别为承包地块，但承包地块信息中没有该地块。",
        "The parcel is contracted land, but no contract lists it.",
        Structure,
        "补充承包地块信息，或更正地块类别。",
        "Add the row, or correct the parcel's class.");

    /// <summary>A family contract on land of another class.</summary>
    public static readonly InspectionRule FamilyContractOnOtherLand = Warning(
        "family_contract_on_other_land", "DK",
        "家庭承包合同包含的地块类别为“{0}”，不是承包地块。",
        "A family contract lists this parcel, whose class is {1}, not contracted land.",
        LegalBasis.RuralLandContractingLaw(67),
        "核对地块类别；机动地、自留地不按家庭承包登记。",
        "Check the parcel's class; reserve land and private plots are not held by family contract.");

    /// <summary>A parcel that several contracts list though it is not held in shares.</summary>
    public static readonly InspectionRule ParcelHeldTwice = Error(
        "parcel_held_twice", Hold.Household, "DK",
        "地块被{0}份合同列入，但未标明确权确股不确地。",
        "{0} contracts list this parcel though it is not marked as held in shares.",
        LegalBasis.RuralLandContractingLaw(3),
        "核对地块属于哪一户；确权确股的地块应在每一行标明。",
        "Find out who holds it; mark every row of a parcel held in shares.");

    /// <summary>Contract area and surveyed area are far apart.</summary>
    public static readonly InspectionRule ContractAreaRatio = Warning(
        "contract_area_ratio", "DK",
        "合同面积{0}平方米与实测面积{1}平方米相差{2}%。",
        "The contract area {0} m² and the surveyed area {1} m² differ by {2} %.",
        Survey,
        "核对实测与合同；确有差异的说明原因。",
        "Compare survey and contract; explain the difference if it is real.");

    /// <summary>Register entry and contract disagree.</summary>
    public static readonly InspectionRule RegisterMismatch = Error(
        "register_mismatch", Hold.Household, "CBJYQZDJB",
        "登记簿的{field}“{0}”与承包合同的“{1}”不一致。",
        "{field} in the register is “{0}”, in the contract “{1}”.",
        LegalBasis.RuralLandContractingLaw(24),
        "按合同更正登记簿，或说明变更依据。",
        "Correct the entry from the contract, or give the reason for the change.");

    /// <summary>A contract without register entry.</summary>
    public static readonly InspectionRule ContractWithoutRegister = Warning(
        "contract_without_register", "CBHT",
        "承包合同没有对应的登记簿记录。",
        "The contract has no register entry.",
        LegalBasis.RuralLandContractingLaw(24),
        "已登记的补充登记簿记录；未登记的说明原因。",
        "Add the entry if the right was registered; otherwise say why not.");

    /// <summary>A certificate serial that is not written as such serials are.</summary>
    public static readonly InspectionRule SerialGrammar = Error(
        "serial_grammar", Hold.Household, "CBJYQZDJB",
        "流水号“{0}”格式不符，应如“甘（2016）榆中县农村土地承包经营权证第000001号”。",
        "The serial “{0}” is not written like 甘（2016）榆中县农村土地承包经营权证第000001号.",
        Numbering,
        "按发证记录更正流水号，顺序号为数字。",
        "Correct the serial from the record of issue; its number is digits.");

    /// <summary>One certificate serial used twice.</summary>
    public static readonly InspectionRule SerialDuplicate = Error(
        "serial_duplicate", Hold.Household, "CBJYQZDJB",
        "流水号与{0}的相同：“{1}”。",
        "The serial is the same as that of {0}: “{1}”.",
        Numbering,
        "按发证记录更正流水号。",
        "Correct the serial from the record of issue.");

    /// <summary>A certificate was voided with none in its place, while the contract is delivered as one in force.</summary>
    public static readonly InspectionRule VoidOfLivingRight = Error(
        "void_of_living_right", Hold.Household, "CBJYQZ_QZZX",
        "权证于{0}注销，之后没有补发、换发的权证，承包合同却仍在成果中：权利没有终止，权证不能只注销。",
        "The certificate was voided on {0} with none in its place, but the contract is delivered as one in force: while the right is alive its certificate is not just voided.",
        LegalBasis.RuralLandContractingLaw(27),
        "核对注销原因：已补发、换发的，补交记录；权证仍有效的，删去注销记录；权利已终止的，删去该户的合同、登记簿和承包地块信息。",
        "Find out why: deliver the reissue or replacement; or delete the voiding if the certificate counts; or, if the right has ended, its contract, register entry and parcels.");

    /// <summary>A file that a row names is not in the delivery.</summary>
    public static readonly InspectionRule AttachmentMissing = Error(
        "attachment_missing", Hold.Household, "CBJYQZDJB QSLYZLFJ KZD",
        "{field}所指的文件不存在：{0}",
        "The file that {field} names does not exist: {0}",
        Package,
        "补交文件，或更正路径。",
        "Deliver the file, or correct the path.");

    /// <summary>Number of leased parcels stated and listed differ.</summary>
    public static readonly InspectionRule LeaseParcelCount = Error(
        "lease_parcel_count", Hold.Household, "LZHT",
        "流转地块数为{0}，承包地块信息中有{1}块列入该流转合同。",
        "The lease counts {0} parcels, the rows that name it are {1}.",
        LegalBasis.RuralLandContractingLaw(40),
        "核对流转合同的地块清单后更正。",
        "Correct it by the list of parcels in the lease.");

    /// <summary>A lease that outlasts the contract it is made under.</summary>
    public static readonly InspectionRule LeaseOutlastsContract = Warning(
        "lease_outlasts_contract", "LZHT",
        "流转期限至{0}，超过承包期限{1}。",
        "The lease runs to {0}, longer than the contract, which ends on {1}.",
        LegalBasis.RuralLandContractingLaw(38),
        "流转期限不得超过承包期的剩余期限，核对后更正。",
        "A lease may not outlast the rest of the contract term; correct it.");

    // ---- shapes --------------------------------------------------------------------------------------------------------------

    /// <summary>A parcel without boundary points.</summary>
    public static readonly InspectionRule MissingJzd = Error(
        "missing_jzd", Hold.Household, "DK",
        "没有任何界址点属于该地块。",
        "No boundary point belongs to this parcel.",
        Survey,
        "补充界址点，并在其地块代码中列出该地块。",
        "Add its boundary points and name the parcel in them.");

    /// <summary>A parcel without boundary lines.</summary>
    public static readonly InspectionRule MissingJzx = Error(
        "missing_jzx", Hold.Household, "DK",
        "没有任何界址线属于该地块。",
        "No boundary line belongs to this parcel.",
        Survey,
        "补充界址线，并在其地块代码中列出该地块。",
        "Add its boundary lines and name the parcel in them.");

    /// <summary>A parcel that names boundary points that are not its own.</summary>
    public static readonly InspectionRule KjzbUnknown = Error(
        "kjzb_unknown", Hold.Household, "DK",
        "空间坐标列出的界址点不存在或不属于该地块：{0}",
        "The boundary points it lists do not exist or are not of this parcel: {0}",
        Survey,
        "核对空间坐标中的界址点号。",
        "Correct the numbers of its boundary points.");

    /// <summary>Coordinates written in fields differ from those of the shape.</summary>
    public static readonly InspectionRule CoordinateFields = Warning(
        "coordinate_fields", "JZD KZD",
        "字段中的坐标（{0}，{1}）与图形坐标（{2}，{3}）不一致。",
        "The coordinates in the fields ({0}, {1}) differ from those of the point ({2}, {3}).",
        Survey,
        "以图形坐标为准核对并更正字段。",
        "Compare the two and correct the fields.");

    /// <summary>A shape that is there but cannot be read.</summary>
    public static readonly InspectionRule ShapeUnreadable = Error(
        "shape_unreadable", Hold.Household, LayerNames(),
        "图形无法读取：{0}。",
        "The shape cannot be read: {1}.",
        Package,
        "用原软件修复该图形后重新导出。",
        "Mend the shape in the program that made it and export it again.");

    /// <summary>A coordinate that is a place, but not in this county.</summary>
    public static readonly InspectionRule OutsideCounty = Error(
        "outside_county", Hold.Household, "JZD JZX",
        "坐标在县域范围之外。",
        "The coordinates lie outside the county.",
        Projection,
        "核对坐标与坐标系。",
        "Check the coordinates and their system.");

    private static readonly FrozenDictionary<TopologyKind, InspectionRule> _ofShapes =
        TopologyKind.All.ToFrozenDictionary(kind => kind, OfShape);

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<InspectionRule> All { get; } =
    [
        .. typeof(InspectionRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<InspectionRule>(),
        .. TopologyKind.All.Select(For),
    ];

    private static readonly FrozenDictionary<string, InspectionRule> _byCode = All.ToFrozenDictionary(rule => rule.Code);

    private static readonly FrozenDictionary<string, int> _ordinals =
        All.Select((rule, at) => (rule, at)).ToFrozenDictionary(pair => pair.rule.Code, pair => pair.at);

    /// <summary>The rule of a kind of geometry fault; it has the kind's name.</summary>
    public static InspectionRule For(TopologyKind kind) => _ofShapes[kind];

    /// <summary>The rule of a code, or null.</summary>
    public static InspectionRule? WithCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Place of a rule in <see cref="All"/>, which gives each one bit of a set.</summary>
    internal static int OrdinalOf(InspectionRule rule) => _ordinals[rule.Code];

    private static string LayerNames() => string.Join(' ', Specification.Layers.Select(layer => layer.Name));

    private static InspectionRule OfShape(TopologyKind kind)
    {
        var measure = kind.Unit switch
        {
            "" => ("", ""),
            "m" => ("（{0}米）", " ({0} m)"),
            "m2" => ("（{0}平方米）", " ({0} m²)"),
            "deg" => ("（{0}度）", " ({0}°)"),
            _ => ("（{0}）", " ({0})"),
        };
        var layers = IsCoordinateFault(kind) ? "DK JZD JZX KZD QYJX XJXZQ XJQY CJQY ZJQY JBNTBHQ" : "DK";
        var mend = kind.Severity == TopologySeverity.Error
            ? ("核对测量资料，重绘地块图形并同步界址点、界址线后重新提交。", "Compare with the survey, redraw the parcel with its points and lines, and deliver again.")
            : ("核对测量资料；需要修改的统一相邻地块的界址点。", "Compare with the survey; where needed, give neighbours the same corners.");
        return new(
            kind.Name,
            kind.Severity == TopologySeverity.Error ? Severity.Error : Severity.Warning,
            kind.Severity == TopologySeverity.Error ? Hold.Household : Hold.Nothing,
            Split(layers),
            kind == TopologyKind.EmptyGeometry ? "没有图形。" : kind.Chinese.TrimEnd('。') + measure.Item1 + "。",
            kind == TopologyKind.EmptyGeometry ? "There is no geometry." : kind.English.TrimEnd('.') + measure.Item2 + ".",
            IsCoordinateFault(kind) ? Projection : Survey,
            mend.Item1,
            mend.Item2);
    }

    private static bool IsCoordinateFault(TopologyKind kind) =>
        kind == TopologyKind.NanCoordinate || kind == TopologyKind.HugeCoordinate || kind == TopologyKind.SwappedAxes
        || kind == TopologyKind.WrongZone || kind == TopologyKind.EmptyGeometry;

    private static InspectionRule Error(
        string code, Hold holds, string layers, string chinese, string english, LegalBasis basis, string mendChinese, string mendEnglish) =>
        new(code, Severity.Error, holds, Split(layers), chinese, english, basis, mendChinese, mendEnglish);

    private static InspectionRule Warning(
        string code, string layers, string chinese, string english, LegalBasis basis, string mendChinese, string mendEnglish) =>
        new(code, Severity.Warning, Hold.Nothing, Split(layers), chinese, english, basis, mendChinese, mendEnglish);

    private static string[] Split(string layers) => layers == Every
        ? [.. Specification.ByName.Keys.Order(StringComparer.Ordinal)]
        : layers.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
