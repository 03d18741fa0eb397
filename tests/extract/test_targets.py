"""Which quantities are commitments, how they bind, until when, and what they count. All texts are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.clauses.passages import Passage
from extract.dates import Calendar
from extract.rules import load_lexicon, load_rules
from extract.targets.commitments import initials_of_ones
from extract.targets.quantities import find_quantities, quantity_places
from extract.targets.target_reading import find_targets
from ontology.model import Span, Target


def read(text: str, *, year: int | None = 2021, goal: bool = False, holes: tuple[Span, ...] = ()) -> list[Target]:
    passage = Passage(Span(0, len(text)), None if goal else "m1", "主要目标" if goal else None, holes)
    return find_targets(text, [passage], Calendar(year))[0]


def row(target: Target) -> str:
    """A target in one line: only what differs is compared in the tables below."""
    upper = f"-{target.upper}" if target.upper is not None else ""
    sign = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "about": "≈", "range": "…"}
    comparator = sign.get(target.comparator, target.comparator)
    line = f"{target.kind} {target.indicator} {comparator} {target.value}{upper}{target.unit}"
    line += f" @{target.deadline}" if target.deadline else ""
    return line + (f" from {target.baseline}" if target.baseline else "")


FOUND = [
    # what is built, in either order
    ("建设智慧停车场12座。", ["target 智慧停车场 = 12座"]),
    ("培育十个数字乡村示范片。", ["target 数字乡村示范片 = 10个"]),
    ("新增省级工业设计中心3家、绿色工厂8家。", ["target 省级工业设计中心 = 3家", "target 绿色工厂 = 8家"]),
    ("打造3—5个滨海驿站。", ["target 滨海驿站 … 3-5个"]),
    ("提供云主机等300多个云产品。", ["target 云产品 > 300个"]),
    ("改造农村户厕3万余户。", ["target 农村户厕 > 3万户"]),
    ("建设轨道交通12号线，在建里程120公里。", ["target 在建里程 = 120公里"]),
    (
        "引进20人以下的按每人120元、50人以上的按每人300元的标准给予补贴。",
        ["funding 每人 = 120元", "funding 每人标准给予补贴 = 300元"],
    ),
    ("焚烧处置能力达到1.93万吨/日。", ["target 焚烧处置能力 = 1.93万吨/日"]),
    ("形成不低于50万吨/年的绿色甲醇供应能力。", ["target 绿色甲醇供应能力 ≥ 50万吨/年"]),
    ("培育3—5家百亿企业。", ["target 百亿企业 … 3-5家"]),
    ("城市受训率达到90%以上，农村达到80%以上。", ["target 城市受训率 ≥ 90%", "target 农村受训率 ≥ 80%"]),
    (
        "培训经费须于2031年5月底前下达40%以上、8月底前下达90%以上、年底全部到位。",
        ["target 培训经费 ≥ 40% @2031-05", "target 培训经费 ≥ 90% @2031-08"],
    ),
    (
        "建成200亩以上花海园2个，50亩以上的口袋林场6个。",
        ["target 200亩以上花海园 = 2个", "target 50亩以上的口袋林场 = 6个"],
    ),
    (
        "社会消费品零售总额突破800亿元，同比增长6%。",
        ["target 社会消费品零售总额 > 800亿元", "target 社会消费品零售总额 increase_by 6%"],
    ),
    ("医保参保率巩固在98%左右。", ["target 医保参保率 ≈ 98%"]),
    ("新建、改扩建中小学15所。", ["target 中小学 = 15所"]),
    ("规划建设一所职业学院，建设一个平台。", ["target 职业学院 = 1所"]),
    ("行政许可平均承诺时限压缩至法定时限的40%以内。", ["target 行政许可平均承诺时限压缩至法定时限 ≤ 40%"]),
    ("医院病历评级平均达到4级以上。", ["target 医院病历评级 ≥ 4级"]),
    ("30平方公里以上建设用地达到海绵城市要求。", ["target 建设用地达到海绵城市要求 ≥ 30平方公里"]),
    ("城区达到50年一遇防洪标准，更新TZ1-0013单元。", ["target 城区 = 50年一遇"]),
    (
        "对连锁运营3家以上站点的企业，每新增1家给予3万元奖励，每家企业每年累计不超过30万元。",
        ["funding 连锁运营3家以上站点的企业每新增1家奖励 = 3万元", "funding 每家企业 ≤ 30万元"],
    ),
    ("落实安全生产十五条硬措施，近三年来全市共发生火灾7起。", []),
    ("污水处理量日均高于300吨。", ["target 污水处理量 > 300吨"]),
    (
        "国槐和月季在新建、改建绿地的应用比例分别达到60%、30%。",
        ["target 月季在新建绿地的应用比例 = 60%", "target 月季在改建绿地的应用比例 = 30%"],
    ),
    ("全力推进全市15个重点项目。", ["target 重点项目 = 15个"]),
    ("确保云桥区50%的城市社区建成服务综合体。", ["target 云桥区城市社区建成服务综合体 = 50%"]),
    ("建成4座5G基站。", ["target 5G基站 = 4座"]),
    ("全市新增公共充电桩1.2万个。", ["target 公共充电桩 = 1.2万个"]),
    ("遴选20名首席技师，6名技能导师。", ["target 首席技师 = 20名", "target 技能导师 = 6名"]),
    # comparators
    ("森林覆盖率达到24.1%。", ["target 森林覆盖率 = 24.1%"]),
    ("森林覆盖率达到百分之二十四以上。", ["target 森林覆盖率 ≥ 24%"]),
    ("网上可办率不低于90%。", ["target 网上可办率 ≥ 90%"]),
    ("跨境贸易额突破300亿元。", ["target 跨境贸易额 > 300亿元"]),
    ("万元产值水耗控制在9立方米以内。", ["target 万元产值水耗 ≤ 9立方米"]),
    ("数据中心能效降到1.3以下。", ["target 数据中心能效 ≤ 1.3"]),
    ("平均停电时间低于2小时。", ["target 平均停电时间 < 2小时"]),
    ("年内培育20家左右链主企业。", ["target 链主企业 ≈ 20家 @2021"]),
    ("数字经济增加值年均增长10%以上。", ["target 数字经济增加值 increase_by 10%"]),
    ("居民满意度提高2个百分点。", ["target 居民满意度 increase_by 2个百分点"]),
    ("将企业开办时间压缩至1个工作日以内。", ["target 企业开办时间 ≤ 1个工作日"]),
    ("比重由45%提高到60%。", ["target 比重 = 60%"]),
    ("每个乡镇至少建设1所标准化幼儿园。", ["target 每个乡镇至少建设标准化幼儿园 ≥ 1所"]),
    # deadlines and baselines
    ("到2025年，建成海洋牧场6个。", ["target 海洋牧场 = 6个 @2025"]),
    ("年底前开通公交线路8条，新增车辆60辆。", ["target 公交线路 = 8条 @2021", "target 车辆 = 60辆 @2021"]),
    ("2021年三季度末建成基站90座。再建光缆200公里。", ["target 基站 = 90座 @2021-09", "target 光缆 = 200公里"]),
    ("“十四五”期间培养骨干教师500名。", ["target 骨干教师 = 500名 @2025"]),
    ("到2025年，能耗比2020年下降18%。", ["target 能耗 decrease_by 18% @2025 from 2020"]),
    (
        "营业收入2024年、2025年分别突破2万亿元、3万亿元。",
        ["target 营业收入 > 2万亿元 @2024", "target 营业收入 > 3万亿元 @2025"],
    ),
    ("到2022年底，实施“百园”工程（建设100个口袋公园，改造30个街角）。", ["100个 @2022", "30个 @2022"]),
    # a task of 2021 whose year is over has the wrong year
    ("到2019年底，千兆光网家庭覆盖率达到80%。", ["target 千兆光网家庭覆盖率 = 80% @2019"]),
    ("2020年6月底前，建成海洋牧场6个。", ["target 海洋牧场 = 6个 @2020-06"]),
    # what stands on its own: averages, stocks, sizes, shares of stock
    ("每万人拥有律师3人。", ["target 每万人拥有律师 = 3人"]),
    ("体育场地面积达到人均2.6平方米以上。", ["target ≥ 2.6平方米"]),
    ("低保标准不低于每人每月800元。", ["≥ 800元"]),
    ("成品粮储备不低于15天供应量。", ["≥ 15天"]),
    ("建立不少于3000平方米的孵化基地。", ["≥ 3000平方米"]),
    ("孕产妇死亡率控制在10/10万以下。", ["target 孕产妇死亡率 ≤ 10/10万"]),
    ("灌溉水有效利用系数提高到0.58。", ["target 灌溉水有效利用系数 = 0.58"]),
    ("登记时限压缩至3个工作日内。", ["target ≤ 3个工作日"]),
    ("进口、出口通关时间分别压缩至30小时、1小时以内。", ["≤ 30小时", "≤ 1小时"]),
    ("劳动年龄人口平均受教育年限达到11.3年。", ["= 11.3年"]),
    ("对新引进的博士、硕士分别给予每月3000元、1500元补贴。", ["博士补贴 = 3000元", "硕士补贴 = 1500元"]),
    ("按照不超过投资额30%的比例给予补助。", ["funding ≤ 30%"]),
    ("改造提升千个公共空间，实施万个微基建项目。", ["公共空间 = 1000个", "微基建项目 = 1万个"]),
    ("突破百项关键核心技术，开拓百项典型应用场景。", ["关键核心技术 = 100项", "典型应用场景 = 100项"]),
    ("新建地下空间，开发比例不超过50%。", ["target 开发比例 ≤ 50%"]),
    ("在6座市属公园先行启动试点工作。", ["= 6座"]),
    ("PM2.5年均浓度控制在29微克每立方米以下。", ["≤ 29微克每立方米"]),
    ("个体工商户平均生存周期达到5年。", ["target 个体工商户平均生存周期 = 5年"]),
    (
        "打造营业收入超万亿元高新区1个、超千亿元高新区15个以上。",
        ["target 营业收入超万亿元高新区 = 1个", "target 超千亿元高新区 ≥ 15个"],
    ),
    ("培育3-4家营业收入过百亿的企业。", ["target 营业收入过百亿的企业 … 3-4家"]),
    (
        "经费支出超3600亿元且占GDP比重3.4%以上。",
        ["target 经费支出 > 3600亿元", "target 经费支出占GDP比重 ≥ 3.4%"],
    ),
    (
        "90%以上的研发机构设立在企业、90%以上的研发人员集中在企业。",
        ["target 研发机构设立在企业 ≥ 90%", "target 研发人员集中在企业 ≥ 90%"],
    ),
    ("建筑能效在现行标准基础上提升30%。", ["target 建筑能效 increase_by 30%"]),
    ("帮助8000名失业青年实现就业。", ["target = 8000名"]),
    ("检测食用农产品60万批次。", ["target 食用农产品 = 60万批次"]),
    ("农区牲畜发展到45万头只以上。", ["target ≥ 45万头只"]),
    ("129.新建或改扩建养殖区34处。", ["target 养殖区 = 34处"]),
    # one row for each member
    (
        "省、市、县三级事项网上可办率分别达到95%、85%、75%。",
        [
            "target 省三级事项网上可办率 = 95%",
            "target 市三级事项网上可办率 = 85%",
            "target 县三级事项网上可办率 = 75%",
        ],
    ),
    ("能耗、水耗分别下降16%、20%。", ["target 能耗 decrease_by 16%", "target 水耗 decrease_by 20%"]),
    # money
    ("计划投资7亿元。", ["target 投资 = 7亿元"]),
    ("设立总规模不少于50亿元的海洋产业基金。", ["target ≥ 50亿元"]),
    ("对首次认定的企业，给予最高30万元奖励。", ["funding 首次认定的企业奖励 ≤ 30万元"]),
    ("对获批国家级、省级平台的单位，分别奖励50万元、20万元。", ["50万元", "20万元"]),
    ("按实际租金的50%给予补贴。", ["funding 50%"]),
    ("可申请最高不超过300万元的创业担保贷款。", ["funding ≤ 300万元"]),
    ("达到5个的，给予2万元奖补，每增加一个给予5000元奖补。", ["funding = 2万元", "funding = 5000元"]),
    ("分别给予最高100、50、30万元奖励。", ["100万元", "50万元", "30万元"]),
    (
        "给予最高50万元、30万元一次性奖励。",
        ["funding 一次性奖励 ≤ 50万元", "funding 一次性奖励 ≤ 30万元"],
    ),
    ("对营收首次达到2000万元的奖励5万元。", ["funding = 5万元"]),
    ("对其购买服务发生金额的30%，发放最高20万元“创新券”。", ["funding = 30%", "funding ≤ 20万元"]),
    ("对单个主体总补贴不超过100万元，按造价的30%给予补贴。", ["funding ≤ 100万元", "funding 30%"]),
    ("诊断时间由目前的2个月缩短至7天以内。", ["target ≤ 7天"]),
    ("自来水普及率由上年的93.5%提高到95%以上。", ["target 自来水普及率 ≥ 95%"]),
    ("平均在线率不低于95%、故障率控制在3%以内。", ["target 平均在线率 ≥ 95%", "target 故障率 ≤ 3%"]),
    ("车桩增量比力争达到2:1，建成充电桩300个。", ["target = 2:1", "target 充电桩 = 300个"]),
    ("总体车桩比达到4∶1左右。", ["≈ 4∶1"]),
    ("发病率年递降率不低于5%。", ["decrease_by 5%"]),
    ("改造危房600户，其中2022年180户、2023年200户、2024年220户。", ["600户", "180户", "200户", "220户"]),
    ("新建云河县第四小学，建筑面积1.86万平方米。", ["target 1.86万平方米"]),
    ("续建2020年度精品示范村6个。", ["target 精品示范村 = 6个"]),
    # everybody
    ("实现行政村快递网点全覆盖。", ["coverage 行政村快递网点 = 100%"]),
    ("到2025年，二级以上医院普遍提供线上预约服务。", ["coverage = 100% @2025"]),
    ("危险废物处置率达到100%。", ["coverage 危险废物处置率 = 100%"]),
    ("2020年底前实现5G信号全覆盖。", ["coverage 5G信号 = 100% @2020"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_commitments(text: str, expected: list[str]):
    found = [row(target) for target in read(text)]
    assert len(found) == len(expected), found
    for line, want in zip(found, expected, strict=True):
        assert all(word in line for word in want.split(" ")), f"{line} is not {want}"


IGNORED = [
    "全市20户以上自然村通宽带。",
    "对年产值突破1亿元、5亿元、10亿元的企业予以表彰。",
    "每年接收见习人员超过50人（含50人），按标准给予补贴。",
    "鼓励主营业务收入超过10亿元的工业企业上云。",
    "二级及以上医疗机构开展培训。",
    "对原18个深度贫困乡镇继续帮扶。",
    "聚焦33条重点产业链补短板。",
    "实施“512工程”，提升4K超高清水平。",
    "拨打12345热线，电话0999-86112233。",
    "推进第3批试点，落实《关于扶持30家企业的通知》（云政发〔2020〕31号）。",
    "自受理之日起15个工作日内作出决定。",
    "签订3年以上劳动合同的职工可以申请。",
    "支持单户担保金额500万元及以下的小微企业融资。",
    "本办法所称小型企业，是指从业人员20人以上的企业。",
    "违反规定的，处1万元以上3万元以下的罚款。",
    "该项权重占20%。",
    "全市已建成基站5000座。",
    "截至2020年底，全市已有企业300家。",
    "2019年，全市建成基站3000座。",
    "2019年，千兆光网家庭覆盖率达到80%。",
    "截至2019年底，千兆光网家庭覆盖率达到80%。",
    "到2019年底，千兆光网家庭覆盖率达到80%，比2015年提高30个百分点。",
    "到2019年底，千兆光网家庭覆盖率达到了80%。",
    "到2019年底，累计建成海洋牧场6个。",
    "坚持两个维护，做到三个统一。",
    "培育一批示范企业，打造一个品牌。",
    "近年来，全市加快转型，市场主体达到30万户，产品覆盖41类。",
    "2017年以来，本市连续出台方案，推出1485项改革举措。",
    "设综合、宣传、保障等3个工作组。",
    "每季度召开一次例会。",
    "打造15分钟便民生活圈。",
    "促进3岁以下婴幼儿照护服务发展。",
    "有效期5年。",
    "公司（指团队规模在10人以内的企业）可以申请。",
    "对于年薪连续2年达到50万元且有3年以上研发经验的人才，可申报人才计划。",
    "棚圈建设标准不低于每头6平方米。",
    "全面关停4.3米焦炉。",
]


@pytest.mark.parametrize("text", IGNORED)
def test_what_selects_names_or_reports_is_no_commitment(text: str):
    assert [row(target) for target in read(text)] == []


def test_years_in_a_clause_of_their_own_are_handed_out():
    text = "到2022年末、2023年末、2024年末，全盟母牛存栏分别达到55万头、65万头、75万头。"
    assert [(str(t.value), t.deadline) for t in read(text)] == [("55", "2022"), ("65", "2023"), ("75", "2024")]


@pytest.mark.parametrize(
    ("text", "kind", "comparator"),
    [
        ("每年安排产业发展专项资金3000万元。", "funding", "eq"),
        ("投放产业贷款60亿元以上。", "funding", "ge"),
        ("按照每处不超过80万元的标准以奖代补。", "funding", "le"),
        ("一般工商业电价再降5%。", "target", "decrease_by"),
        ("减少基层报表填报50%以上。", "target", "decrease_by"),
        ("推广优质冻精60万剂以上。", "target", "ge"),
    ],
)
def test_kinds_and_comparators_of_money_and_its_like(text: str, kind: str, comparator: str):
    (found,) = read(text)
    assert (found.kind, found.comparator) == (kind, comparator)


def test_every_year_of_a_range_has_its_value() -> None:
    text = "2023—2025年，全省能繁母牛存栏分别达到220万头、255万头和300万头。"
    assert [(str(t.value), t.deadline) for t in read(text)] == [("220", "2023"), ("255", "2024"), ("300", "2025")]


def test_what_is_done_every_year_behind_a_goal_is_not_due_with_it() -> None:
    found = read("到2025年建成床位2500张，每年培训护理员500名。")
    assert [(str(t.value), t.deadline) for t in found] == [("2500", "2025"), ("500", None)]
    assert [t.deadline for t in read("到2025年，每年培训护理员500名。")] == ["2025"]


def test_a_year_within_the_clause_of_one_figure_does_not_hold_for_the_next() -> None:
    found = read("电子客票使用率2023年达到98%，全省通行卡使用率保持在70%以上。")
    assert [(str(t.value), t.deadline) for t in found] == [("98", "2023"), ("70", None)]
    outcome = read("充电桩2023年达到300个，带动投资3亿元。")  # of one and the same
    assert [t.deadline for t in outcome] == ["2023", "2023"]
    assert [t.deadline for t in read("2023年新建充电桩300个，改造200个。")] == ["2023", "2023"]


@pytest.mark.parametrize(
    ("text", "unit", "comparator"),
    [
        ("车桩比达到2:1。", ":1", "eq"),
        ("医护比提高到1:1.2。", ":1.2", "eq"),
        ("车桩比控制在3∶1以内。", "∶1", "le"),
        ("城乡居民收入比缩小到2.1以内。", "", "le"),
    ],
)
def test_ratios(text: str, unit: str, comparator: str) -> None:
    (found,) = read(text)
    assert (found.unit, found.comparator) == (unit, comparator)
    assert found.indicator == text[: text.index("比") + 1]


def test_goals_inherit_their_deadline_over_paragraphs_until_the_next():
    text = "到2026年，产业水平明显提升。\n——创新能力。攻克关键技术15项以上。\n——企业培育。领军企业达到20家。"
    text += "到2030年，达到50家。"
    assert [target.deadline for target in read(text, goal=True)] == ["2026", "2026", "2030"]


def test_a_list_in_a_measure_inherits_but_the_next_paragraph_does_not():
    text = "到2026年，实现以下目标：\n——建成园区3个。\n——培育企业9家。\n引进团队2个。"
    assert [target.deadline for target in read(text)] == ["2026", "2026", None]


def test_what_an_item_of_a_list_says_of_its_deadline_holds_for_it_alone():
    text = "1.淘汰旧车。11月底前淘汰旧车860辆，改造车站2座。\n2.推广新车。新建充电桩420个。"
    assert [target.deadline for target in read(text)] == ["2021-11", "2021-11", None]


def test_the_whole_year_is_the_year_of_the_document():
    assert [target.deadline for target in read("全年抽测机械600台，抽测合格率达到95%。")] == ["2021", "2021"]
    assert [target.deadline for target in read("用电量下降到占全年的5%。")] == [None]


def test_a_list_of_conditions_sets_nothing():
    text = "申请单位应当具备以下条件：\n（一）从业人员不少于30人；\n（二）经营面积达到200平方米以上。\n建设示范点5个。"
    assert [row(target) for target in read(text)] == ["target 示范点 = 5个"]


def test_a_review_of_the_past_sets_nothing():
    text = "建成基站2000座。"
    assert find_targets(text, [Passage(Span(0, len(text)), None, "发展基础")], Calendar(2021)) == ([], [])


@pytest.mark.parametrize(("section", "count"), [("主要目标", 1), ("重要意义", 0), (None, 0)])
def test_a_year_that_is_over_is_a_wrong_deadline_among_goals_and_a_report_elsewhere(section: str | None, count: int):
    text = "到2019年底，千兆光网家庭覆盖率达到80%。"
    assert len(find_targets(text, [Passage(Span(0, len(text)), None, section)], Calendar(2021))[0]) == count


def test_holes_belong_to_others():
    text = "建设园区3个。（市科技局等5个部门负责）"
    assert [target.unit for target in read(text, holes=(Span(7, len(text)),))] == ["个"]
    assert len(read(text, holes=(Span(7, len(text)),))) == 1


def test_ids_spans_and_owners():
    text = "主要目标。到2025年，建成园区3个。加快建设。引进企业5家。"
    passages = [Passage(Span(0, 18), None, "主要目标"), Passage(Span(18, len(text)), "m1")]
    targets, _ = find_targets(text, passages, Calendar(2021))
    assert [(t.id, t.measure, t.section) for t in targets] == [("t1", None, "主要目标"), ("t2", "m1", None)]
    assert [t.text for t in targets] == ["到2025年，建成园区3个", "引进企业5家"]
    assert all(text[t.span.start : t.span.end] == t.text for t in targets)


TABLE = (
    "指标名称\t单位\t2020年基数\t2025年目标\t属性\n"
    "森林覆盖率\t%\t22.5\t≥24.1\t约束性\n"
    "5G基站\t万个\t0.8\t3.5\t预期性\n"
    "人均绿地面积（平方米）\t\t12\t15\t预期性\n"
    "危险废物处置率\t%\t98\t100\t约束性\n"
    "试点\t个\t—\t—\t预期性\n"
)


def test_tables_give_a_target_a_row():
    assert [row(target) for target in read(TABLE, goal=True)] == [
        "target 森林覆盖率 ≥ 24.1% @2025 from 2020",
        "target 5G基站 = 3.5万个 @2025 from 2020",
        "target 人均绿地面积 = 15平方米 @2025 from 2020",
        "coverage 危险废物处置率 = 100% @2025 from 2020",
    ]


def test_tables_by_year_give_a_target_a_cell():
    text = "年度任务如下：\n项目\t2021年\t2022年\n返乡创业人数（人）\t320\t360\n"
    assert [row(target) for target in read(text)] == [
        "target 返乡创业人数 = 320人 @2021",
        "target 返乡创业人数 = 360人 @2022",
    ]


def test_goals_by_area_are_those_of_their_table_not_of_the_measure_before() -> None:
    table = "镇\t户厕（座）\t公路（公里）\n镇\t户厕（座）\t新建\t改建\n河东镇\t260\t18\t12\n合计\t260\t18\t12"
    text = f"修好公路。\n农村户厕和公路任务分解表\n{table}"
    targets, _ = find_targets(text, [Passage(Span(0, len(text)), "m1")], Calendar(2031))
    assert [(t.indicator, f"{t.value}{t.unit}", t.measure, t.section) for t in targets[:3]] == [
        ("河东镇户厕", "260座", None, "农村户厕和公路任务分解表"),
        ("河东镇公路新建", "18公里", None, "农村户厕和公路任务分解表"),
        ("河东镇公路改建", "12公里", None, "农村户厕和公路任务分解表"),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("化肥、农药利用率均达到43%。", ["化肥利用率 43%", "农药利用率 43%"]),
        ("进出口时间、费用年均下降5%。", ["进出口时间、费用 5%"]),
        ("云河、青山各建成苗圃2座。", ["云河苗圃 2座", "青山苗圃 2座"]),
        ("建设苗圃、林场各5个。", ["苗圃 5个", "林场 5个"]),
        ("各县、区建成苗圃2座。", ["各县、区建成苗圃 2座"]),
        ("支持16个州、市各建设1所学校。", ["州 16个", "学校 1所"]),
        ("建设药都文化、月亮文化特色街区3条。", ["药都文化、月亮文化特色街区 3条"]),
        ("推广45英尺宽体箱、35吨敞顶箱。", []),
        ("上线率超过七成。", ["上线率 7成"]),
        ("空气质量排名进入全省前3位。", ["空气质量排名 3位"]),
        ("火电煤耗降至300克标准煤/千瓦时以下。", ["火电煤耗 300克标准煤/千瓦时"]),
        ("细颗粒物浓度降至31μg/m³以下。", ["细颗粒物浓度 31μg/m³"]),
        ("人均预期寿命提高1岁。", ["人均预期寿命 1岁"]),
    ],
)
def test_one_value_may_be_said_of_several(text: str, rows: list[str]) -> None:
    assert [f"{t.indicator} {t.value}{t.unit}" for t in read(text)] == rows


def test_a_range_says_until_when() -> None:
    (target,) = read("从2021年至2023年，全市新建厕所3262座。")
    assert (target.since, target.deadline) == ("2021", "2023")


@pytest.mark.parametrize(
    ("row", "values"),
    [("河东县\t9800\t45", ["河东县造林9800亩", "河东县苗圃45座"]), ("9800\t45\t含山区", [])],
)
def test_cells_that_lack_at_the_right_leave_the_others_in_their_columns(row: str, values: list[str]) -> None:
    text = f"2035年造林目标任务表\n县区（镇）\t造林（亩）\t苗圃（座）\t备注\n{row}"
    found, _ = find_targets(text, [Passage(Span(0, len(text)), None, "目标")], Calendar(2031))
    assert [f"{t.indicator}{t.value}{t.unit}" for t in found] == values


def test_what_was_not_understood_is_told_in_goals_only():
    text = "到2025年，单位产出达到12标方以上。"
    targets, remarks = find_targets(text, [Passage(Span(0, len(text)), None, "主要目标")], Calendar(2021))
    assert targets == []
    assert [(remark.code, text[slice(*remark.span)]) for remark in remarks if remark.span] == [
        ("target-not-understood", "到2025年，单位产出达到12标方以上")
    ]
    assert find_targets(text, [Passage(Span(0, len(text)), "m1")], Calendar(2021)) == ([], [])


def test_a_far_deadline_reaches_over_lines_without_numbers():
    text = (
        "到2026年，实现以下目标：\n——环境优美。\n——服务便利，形成一批成果。\n——建成园区3个。\n完善机制。\n引进团队2个。"
    )
    assert [target.deadline for target in read(text)] == ["2026", None]


def test_a_hole_over_several_lines_joins_them():
    text = "建设园区3个。（市科技局等5个部门负责，\n市财政局等2个部门配合）引进企业4家。"
    found = read(text, holes=(Span(text.index("（"), text.index("）") + 1),))
    assert [row(target) for target in found] == ["target 园区 = 3个", "target 企业 = 4家"]


def test_quantities_keep_the_printed_unit():
    found = find_quantities("五百万个、3.5万座、5000万元至1亿元、百分之三十、两三家、近百家")
    assert [(q.value, q.upper, q.unit) for q in found] == [
        (Decimal(500), None, "万个"),
        (Decimal("3.5"), None, "万座"),
        (Decimal("0.5"), Decimal(1), "亿元"),
        (Decimal(30), None, "%"),
        (Decimal(2), Decimal(3), "家"),
        (Decimal(100), None, "家"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别给予最高100、50.5、30万元奖励", ["100万元", "50.5万元", "30万元"]),
        ("分别给予国家级、省级苗圃100、50万元奖励", ["100万元", "50万元"]),
        ("给予最高50万、30万、10万元", ["50万元", "30万元", "10万元"]),
        ("给予50万元、30万、10万奖励", ["50万元", "30万元", "10万元"]),
        ("分别达到1200和1500家", ["1200家", "1500家"]),
        ("分别达到64.5以上、建成3个", ["64.5", "3个"]),
        ("造林50万亩、产粮30万吨", ["50万亩", "30万吨"]),
        ("新建3、5层厂房", ["5层"]),  # of which nothing says that it is a series
    ],
)
def test_a_series_shares_its_unit(text: str, expected: list[str]) -> None:
    assert [f"{quantity.value}{quantity.unit}" for quantity in find_quantities(text)] == expected


UNITS = [unit for units in load_lexicon("units")["units"].values() for unit in units]
PIECES = [
    "3",
    "1.5",
    "1,234",
    "２０",
    "2025",
    "一",
    "二十",
    "百",
    "两",
    "三成",
    "百分之",
    "万",
    "亿",
    "多",
    "至",
    "-",
    " ",
    "达到",
]
PIECES += ["到", "超", "年", "月", "第", "个", "家", "G", "零", "，", "以上", "建"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(UNITS), max_size=12).map("".join))
def test_every_quantity_is_at_a_place_but_for_a_lone_one(text: str):
    places = quantity_places(text, Span(0, len(text)), ones=initials_of_ones())
    for quantity in find_quantities(text):
        if quantity.word != 1:
            assert any(quantity.span.start <= place < quantity.span.end for place in places), quantity


def test_a_rule_for_targets_speaks_of_the_quantity_in_question():
    for rule in load_rules("targets"):
        for example in rule.finds:
            other = example.text.translate(dict.fromkeys(map(ord, "ⓆⓇⓈⓄ"), "Ⓧ"))
            assert rule.search(other) is None, f"{rule.id} finds {other}"


WORDS = [
    "建设",
    "达到",
    "不低于",
    "给予",
    "奖励",
    "50",
    "三",
    "个",
    "家",
    "%",
    "万元",
    "以上",
    "的",
    "到2025年",
    "，",
    "。",
    "、",
]
WORDS += [
    "分别",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "全覆盖",
    "每",
    "\n",
    "\t",
    "——",
    "2020年",
    "比",
    "下降",
    "等",
    "1,234",
    "百分之",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join), st.booleans())
def test_any_order_of_keywords_is_read_without_error(text: str, goal: bool):
    targets = read(text, goal=goal)
    assert [target.id for target in targets] == [f"t{n}" for n in range(1, len(targets) + 1)]
    for target in targets:
        assert text[target.span.start : target.span.end] == target.text
        assert 0 <= target.span.start < target.span.end <= len(text)
        assert target.upper is None or target.upper > target.value


def test_goals_in_quotation_marks_are_goals_and_slogans_are_none() -> None:
    found = read("实现“引进人才达到2000名左右，人才贡献率达到40%”的目标，实施“建设100个村”工程。", goal=True)
    assert [target.value for target in found] == [2000, 40]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        pytest.param("五年内（至2025年底）改造农田100亩。", "2025", id="in a bracket"),
        pytest.param("五年内（2021—2025年）培训农民100人。", "2025", id="a range in a bracket"),
        pytest.param("7月前新增探头620路。", "2021-07", id="before a month of the year"),
        pytest.param("2022年12月底前“免申即享”政策扩容到200项。", "2022-12", id="a name behind 前"),
        pytest.param("2022年“清风行动”检查企业200家。", None, id="a name of that year"),
        pytest.param("续建2020年度示范村6个。", None, id="a name of a year that is over"),
        pytest.param("到2022年达到标准，2023年起保持在98%以上。", "2023", id="kept from a year on"),
        pytest.param("11月中旬完成造林300亩。", "2021-11", id="in the middle of a month"),
    ],
)
def test_until_when_in_other_places(text: str, due: str | None) -> None:
    (target,) = read(text)
    assert target.deadline == due


def test_until_when_in_the_first_words_of_a_paragraph_holds_for_all_of_it() -> None:
    found = read("到2025年，在公共空间方面，优化布局。建成公园9座。\n建成步道3公里。")
    assert [target.deadline for target in found] == ["2025", None]
    assert read("到2025年，布局优化。建成公园9座。")[0].deadline is None
