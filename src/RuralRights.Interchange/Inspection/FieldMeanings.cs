namespace RuralRights.Interchange.Inspection;

/// <summary>
/// What the fields of a delivery mean: Chinese name, key of each layer and table, code tables of appendix C, grammar of codes.
/// Types, widths and needs stand in <see cref="Deliveries.DeliveryStandard"/>; <see cref="Specification"/> brings both together.
/// </summary>
/// <remarks>
/// A field line is: name, Chinese name, then optionally <c>-> C7</c> for the code table its values come from or <c>: parcel</c>
/// for the grammar of the code it holds.
/// </remarks>
internal static class FieldMeanings
{
    public const string Layers = """
        KZD required key KZDDH
          KZDMC     控制点名称
          KZDDH     控制点点号
          KZDLX     控制点类型 -> C1
          KZDDJ     控制点等级
          BSLX      标石类型 -> C2
          BZLX      标志类型 -> C3
          KZDZT     控制点状态
          DZJ       点之记
          X2000     纵坐标
          Y2000     横坐标
          X80       西安80纵坐标
          Y80       西安80横坐标
        QYJX required key BSM
          JXLX      界线类型 -> C4
          JXXZ      界线性质 -> C5
        XJXZQ required key XZQDM
          XZQDM     行政区代码
          XZQMC     行政区名称
        XJQY optional key XJQYDM
          XJQYDM    乡级区域代码
          XJQYMC    乡级区域名称
        CJQY optional key CJQYDM
          CJQYDM    村级区域代码
          CJQYMC    村级区域名称
        ZJQY optional key ZJQYDM
          ZJQYDM    组级区域代码
          ZJQYMC    组级区域名称
        DZDW optional key BSM
          DWMC      地物名称
          BZ        备注
        XZDW optional key BSM
          DWMC      地物名称
          CD        长度
          KD        宽度
          BZ        备注
        MZDW optional key BSM
          DWMC      地物名称
          MJ        面积
          BZ        备注
          MJM       面积亩
        ZJ optional key BSM
          ZJNR      注记内容
          ZT        字体
          YS        颜色
          BS        磅数
          XZ        形状
          XHX       下划线
          KD        宽度
          GD        高度
          JG        间隔
          ZJDZXJXZB 注记点左下角X坐标
          ZJDZXJYZB 注记点左下角Y坐标
          ZJFX      注记方向
        DK required key DKBM
          DKBM      地块代码 : parcel
          DKMC      地块名称
          SYQXZ     所有权性质 -> C6
          DKLB      地块类别 -> C7
          TDLYLX    土地利用类型
          DLDJ      地力等级 -> C8
          TDYT      土地用途 -> C9
          SFJBNT    是否基本农田 -> C19
          SCMJ      实测面积
          DKDZ      地块东至
          DKXZ      地块西至
          DKNZ      地块南至
          DKBZ      地块北至
          DKBZXX    地块备注信息
          ZJRXM     指界人姓名
          KJZB      空间坐标
          SCMJM     实测面积亩
        JZD required key JZDH
          JZDH      界址点号
          JZDLX     界址点类型 -> C11
          JBLX      界标类型 -> C12
          DKBM      地块代码
          XZBZ      X坐标值
          YZBZ      Y坐标值
        JZX required key JZXH
          JXXZ      界线性质 -> C5
          JZXLB     界址线类别 -> C13
          JZXWZ     界址线位置 -> C14
          JZXSM     界址线说明
          PLDWQLR   毗邻地物权利人
          PLDWZJR   毗邻地物指界人
          JZXH      界址线号
          QJZDH     起界址点号
          ZJZDH     止界址点号
          DKBM      地块代码
        JBNTBHQ required key BHQBH
          BHQBH     保护区编号
          JBNTMJ    基本农田面积
          JBNTMJM   基本农田面积亩
        """;

    public const string Tables = """
        FBF
          FBFBM     发包方代码 : issuer
          FBFMC     发包方名称
          FBFFZRXM  发包方负责人姓名
          FZRZJLX   负责人证件类型 -> C15
          FZRZJHM   负责人证件号码
          LXDH      联系电话
          FBFDZ     发包方地址
          YZBM      邮政编码
          FBFDCY    发包方调查员
          FBFDCRQ   发包方调查日期
          FBFDCJS   发包方调查记事
        CBF
          CBFBM     承包方代码 : contractor
          CBFLX     承包方类型 -> C16
          CBFMC     承包方名称
          CBFZJLX   承包方证件类型 -> C15
          CBFZJHM   承包方证件号码
          CBFDZ     承包方地址
          YZBM      邮政编码
          LXDH      联系电话
          CBFCYSL   承包方成员数量
          CBFDCRQ   承包方调查日期
          CBFDCY    承包方调查员
          CBFDCJS   承包方调查记事
          GSJS      公示记事
          GSJSR     公示记事人
          GSSHRQ    公示审核日期
          GSSHR     公示审核人
        CBF_JTCY
          CBFBM     承包方代码 : contractor
          CYXM      成员姓名
          CYXB      成员性别 -> C17
          CYZJLX    成员证件类型 -> C15
          CYZJHM    成员证件号码
          YHZGX     与户主关系 -> YHZGX
          CYBZ      成员备注 -> C18
          SFGYR     是否共有人 -> C19
          CYBZSM    成员备注说明
        CBHT
          CBHTBM    承包合同代码 : contract
          YCBHTBM   原承包合同代码
          FBFBM     发包方代码 : issuer
          CBFBM     承包方代码 : contractor
          CBFS      承包方式 -> C10
          CBQXQ     承包期限起
          CBQXZ     承包期限止
          HTZMJ     合同总面积
          CBDKZS    承包地块总数
          QDSJ      签订时间
          HTZMJM    合同总面积亩
          YHTZMJ    原合同总面积
          YHTZMJM   原合同总面积亩
        CBDKXX
          DKBM      地块代码 : parcel
          FBFBM     发包方代码 : issuer
          CBFBM     承包方代码 : contractor
          CBJYQQDFS 承包经营权取得方式 -> C10
          HTMJ      合同面积
          CBHTBM    承包合同代码 : contract
          LZHTBM    流转合同代码 : lease
          CBJYQZBM  承包经营权证代码 : contract
          YHTMJ     原合同面积
          HTMJM     合同面积亩
          YHTMJM    原合同面积亩
          SFQQQG    是否确权确股 -> C19
        LZHT
          CBHTBM    承包合同代码 : contract
          LZHTBM    流转合同代码 : lease
          CBFBM     承包方代码 : contractor
          SRFBM     受让方代码 : contractor
          LZFS      流转方式 -> C10
          LZQX      流转期限
          LZQXKSRQ  流转期限开始日期
          LZQXJSRQ  流转期限结束日期
          LZMJ      流转面积
          LZDKS     流转地块数
          LZQTDYT   流转前土地用途 -> C9
          LZHTDYT   流转后土地用途 -> C9
          LZJGSM    流转价格说明
          HTQDRQ    合同签订日期
          LZMJM     流转面积亩
        QSLYZLFJ
          CBJYQZBM  承包经营权证代码 : contract
          ZLFJBH    资料附件编号
          ZLFJMC    资料附件名称
          ZLFJRQ    资料附件日期
          FJ        附件
        CBJYQZDJB
          CBJYQZBM  承包经营权证代码 : contract
          FBFBM     发包方代码 : issuer
          CBFBM     承包方代码 : contractor
          CBFS      承包方式 -> C10
          CBQX      承包期限
          CBQXQ     承包期限起
          CBQXZ     承包期限止
          DKSYT     地块示意图
          CBJYQZLSH 承包经营权证流水号
          DJBFJ     登记簿附记
          YCBJYQZBH 原承包经营权证编号
          DBR       登簿人
          DJSJ      登记时间
        CBJYQZ
          CBJYQZBM  承包经营权证代码 : contract
          FZJG      发证机关
          FZRQ      发证日期
          QZSFLQ    权证是否领取 -> C19
          QZLQRQ    权证领取日期
          QZLQRXM   权证领取人姓名
          QZLQRZJLX 权证领取人证件类型 -> C15
          QZLQRZJHM 权证领取人证件号码
        CBJYQZ_QZBF
          CBJYQZBM  承包经营权证代码 : contract
          QZBFYY    权证补发原因
          BFRQ      补发日期
          QZBFLQRQ  权证补发领取日期
          QZBFLQRXM 权证补发领取人姓名
          BFLQRZJLX 补发领取人证件类型 -> C15
          BFLQRZJHM 补发领取人证件号码
        CBJYQZ_QZHF
          CBJYQZBM  承包经营权证代码 : contract
          QZHFYY    权证换发原因
          HFRQ      换发日期
          QZHFLQRQ  权证换发领取日期
          QZHFLQRXM 权证换发领取人姓名
          HFLQRZJLX 换发领取人证件类型 -> C15
          HFLQRZJHM 换发领取人证件号码
        CBJYQZ_QZZX
          CBJYQZBM  承包经营权证代码 : contract
          ZXYY      注销原因
          ZXRQ      注销日期
        """;

    public const string Codes = """
        C1 控制点类型: 110100 平面, 110101 大地原点, 110102 三角点, 110103 图根点, 110104 导线点, 110200 高程, 110201 水准原点, 110202 水准点, 110300 卫星定位, 110302 卫星定位等级点
        C2 标石类型: 1 基岩, 2 混凝土, 3 普通, 9 其他
        C3 标志类型: 1 铜, 2 钢, 3 刻十字, 9 其他
        C4 界线类型: 250200 海岸线, 250201 大潮平均高潮线, 250202 零米等深线, 250203 江河入海口陆海分界线, 620200 国界线, 630200 省界线, 640200 地市界线, 650200 县界线, 660200 乡界线, 670402 开发区界线, 670500 街坊村界线, 670900 组界线, 670901 组界线
        C5 界线性质: 600001 已定界, 600002 未定界, 600003 争议界, 600004 工作界, 600009 其他
        C6 所有权性质: 10 国有土地所有权, 30 集体土地所有权, 31 村民小组, 32 村级集体经济组织, 33 乡级集体经济组织, 34 其他农民集体经济组织
        C7 地块类别: 10 承包地块, 21 自留地, 22 机动地, 23 开荒地, 99 其他集体土地
        C8 地力等级: 01 一等, 02 二等, 03 三等, 04 四等, 05 五等, 06 六等, 07 七等, 08 八等, 09 九等, 10 十等
        C9 土地用途: 1 种植业, 2 林业, 3 畜牧业, 4 渔业, 5 非农业用途
        C10 承包经营权取得方式: 100 承包, 110 家庭承包, 120 其他方式承包, 121 招标, 122 拍卖, 123 公开协商, 129 其他方式, 200 转让, 300 互换, 900 其他方式
        C11 界址点类型: 1 实测法, 2 航测法, 3 图解法
        C12 界标类型: 1 钢钉, 2 水泥桩, 3 石灰桩, 4 喷涂, 5 瓷标志, 6 无标志, 7 木桩, 8 埋石, 9 其他
        C13 界址线类别: 01 田垄（埂）, 02 沟渠, 03 道路, 04 行树, 05 围墙, 06 墙壁, 07 栅栏, 08 两点连线, 99 其他
        C14 界址线位置: 1 内, 2 中, 3 外
        C15 证件类型: 1 居民身份证, 2 军官证, 3 行政企事业单位机构代码证或法人代码证, 4 户口簿, 5 护照, 9 其他证件
        C16 承包方类型: 1 农户, 2 个人, 3 单位
        C17 性别: 1 男性, 2 女性
        C18 成员备注: 1 外嫁女, 2 入赘男, 3 在校大学生, 4 国家公职人员, 5 军人（军官、士兵）, 6 新生儿, 7 去世, 9 其他备注
        C19 是否: 1 是, 2 否
        YHZGX 与户主关系: 01 本人, 02 户主, 10 配偶, 11 夫, 12 妻, 20 子, 21 独生子, 22 长子, 23 次子, 24 三子, 25 四子, 26 五子, 27 养子或继子, 28 女婿, 29 其他儿子, 30 女, 31 独生女, 32 长女, 33 次女, 34 三女, 35 四女, 36 五女, 37 养女或继女, 38 儿媳, 39 其他女儿, 40 孙辈, 41 孙子, 42 孙女, 43 外孙子, 44 外孙女, 45 孙媳妇或外孙媳妇, 46 孙女婿或外孙女婿, 47 曾孙子或外曾孙子, 48 曾孙女或外曾孙女, 49 其他孙辈, 50 父母, 51 父亲, 52 母亲, 53 公公, 54 婆婆, 55 岳父, 56 岳母, 57 继父或养父, 58 继母或养母, 59 其他父母关系, 60 祖辈, 61 祖父, 62 祖母, 63 外祖父, 64 外祖母, 65 配偶的祖辈, 66 曾祖父, 67 曾祖母, 68 配偶的曾祖辈, 69 其他祖辈, 70 兄弟姐妹, 71 兄, 72 嫂, 73 弟, 74 弟媳, 75 姐姐, 76 姐夫, 77 妹妹, 78 妹夫, 79 其他兄弟姐妹, 80 其他, 81 伯父, 82 伯母, 83 叔父, 84 婶母, 85 舅父, 86 舅母, 87 姨父, 88 姨母, 89 姑父, 90 姑母, 91 堂兄弟或堂姐妹, 92 表兄弟或表姐妹, 93 侄子, 94 侄女, 95 外甥, 96 外甥女, 97 其他亲属, 99 非亲属
        """;
}
