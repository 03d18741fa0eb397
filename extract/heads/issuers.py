"""Names of issuing bodies: where they are signed or stand in a title, one by one, in full."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extract.rules import load_rules
from extract.titles import type_pattern
from ontology.model import Agency, AgencyKind
from ontology.regions import NATION, RegionRow

_ENDINGS = (
    *(
        "国务院",
        "政府",
        "行政公署",
        "行署",
        "街道办事处",
        "办公厅",
        "办公室",
        "委员会",
        "管委会",
        "领导小组",
        "指挥部",
        "联席会议",
        "法院",
        "检察院",
    ),
    *("委统战部", "委宣传部", "委组织部", "局", "厅", "部", "委", "署", "总会", "联合会", "总工会", "银行", "分行"),
    *("协会", "集团", "公司", "总队", "支队", "中心", "大学", "学院", "研究院"),
    # Names by which bodies of the centre sign, and those of the provinces after them: 国务院扶贫办, 全国妇联, 银保监会.
    *("扶贫办", "网信办", "文明办", "农办", "编办", "台办", "侨办", "港澳办", "信访办", "人防办", "金融办"),
    *("证监会", "银监会", "保监会", "贸促会", "红十字会", "团中央", "妇联", "残联", "文联", "侨联", "工商联", "社科联"),
    *("科协", "作协", "记协", "供销社", "合作社", "总社", "科学院", "工程院", "参事室", "研究室"),
)
_ORGAN_END = f"(?:{'|'.join(_ENDINGS)})"
_STARTS = re.compile(
    r"(?=中共|中国|国家|全国|国务院|中央|(?:教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障"
    r"|自然资源|生态环境|住房和?城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务)部"
    r"|(?:海关|税务|市场监管|广电|体育)总[局署])"
)
_ABOUT = re.compile(r"(?:关于|印发|转发|批转|公布|发布|下达|决定)")
_SEPARATORS = re.compile(r"[\s、，,；;]+")
_LAST = frozenset("、，,；;").union(ending[-1] for ending in _ENDINGS)
LIST_ENDS = "".join(sorted(_LAST | set(")）")))
"""The characters that a list of bodies can end with, a seal behind it included."""
_BLANKS = re.compile(r"\s+")
_NOT_IN_NAMES = frozenset("。；：:！!？?）)”】]\n0123456789")
_SEAL = re.compile(r"[（(][^（）()]{0,30}(?:代章|盖章|公章|印章|章)[)）]")
_SEAL_BEFORE = re.compile(r"[（(][^（）()]{0,30}(?:代章|盖章|公章|印章|章)[)）]\s*$")
_PARTY = re.compile(
    r"^(?:中共|中国共产党)|党委|(?:省|市|县|区|州|旗)委(?:办公[厅室]|组织部|宣传部|统战部|政法委|网信办)?$|委员会(?:宣传|组织|统战)部$"
)
_NATIONAL = re.compile(
    r"^(?:中共中央|中央[^企]|国务院|国家|全国|最高人民|中华人民共和国|中国(?!电信|移动|联通|铁塔)|新疆生产建设兵团(?!$)"
    r"|(?:外交|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|环境保护"
    r"|住房和?城乡建设|交通运输|水利|农业|农业农村|商务|文化和旅游|文化|应急管理|退役军人事务|国防)部(?:$|办公厅)"
    r"|(?:海关|税务|市场监督管理|金融监督管理|广播电视|体育|统计|审计)(?:总局|总署|署)|中共中央)"
)
_ELIDED = re.compile(r"^(省|自治区|市|州|盟|县|区|旗)(?=政府|人民政府|府办|委|[^级直属内各])")
_NO_NAME = re.compile(r"[的在对将为是各]|负责|牵头|加强|推进|按照|方案|意见|通知|措施|计划|办法|细则|标准|清单|目录")
_MIN_NAME = 3
_LONGEST_LIST = 600  # thirty bodies sign together at most


def split_organs(text: str) -> tuple[str, ...]:
    """Return the bodies that ``text`` as a whole lists, empty if it is anything else.

    >>> split_organs("云河市林业局　云河市财政局"), split_organs("完善工作机制")
    (('云河市林业局', '云河市财政局'), ())
    >>> split_organs("云河市财政局云河市林业局")
    ('云河市财政局', '云河市林业局')
    """
    if "章" in text:
        text = _SEAL.sub("", text)
    text = text.strip()
    if not text or text[-1] not in _LAST or len(text) > _LONGEST_LIST or _NO_NAME.search(text):
        return ()
    names: list[str] = []
    for part in _SEPARATORS.split(text):
        if part:
            names.extend(_run_together(part))
    return tuple(names) if names and all(_is_organ(name) for name in names) else ()


def names_before(text: str, end: int, *, first: int = 0) -> int | None:
    """Return where the names of bodies begin that stand directly before ``end``; ``None`` where none do.

    >>> text = "请认真执行。云河市林业局 云河市财政局2031年4月7日"
    >>> text[names_before(text, 19):19]
    '云河市林业局 云河市财政局'
    """
    seal = _SEAL_BEFORE.search(text, max(first, end - _LONGEST_LIST), end)
    stop = seal.start() if seal else end
    begin = stop
    lowest = max(first, stop - _LONGEST_LIST)
    if text[lowest:stop].rstrip()[-1:] not in LIST_ENDS:
        return None
    while begin > lowest and text[begin - 1] not in _NOT_IN_NAMES:
        begin -= 1
    words = [match.end() for match in _doctype().finditer(text, begin, stop)]
    if begin > first and text[begin - 1].isdigit() and text.startswith("日", begin):
        begin += 1  # the date of another signature
    starts = [begin, *words[-1:], *(match.end() for match in _BLANKS.finditer(text, begin, stop))]
    for start in sorted(set(starts)):
        if start < stop and split_organs(text[start:stop]):
            return start + len(text[start:stop]) - len(text[start:stop].lstrip())
    return None


def organs_before(title: str) -> tuple[str, ...]:
    """Return the bodies that a title begins with: 云河市人民政府关于… → 云河市人民政府.

    >>> organs_before("云河市人民政府办公室关于植树的通知"), organs_before("关于植树的通知")
    (('云河市人民政府办公室',), ())
    """
    for match in _ABOUT.finditer(title):
        if organs := split_organs(title[: match.start()]):
            return organs
    return ()


def is_national(name: str) -> bool:
    """Tell whether a body is one of the centre.

    >>> is_national("农业农村部"), is_national("国务院办公厅"), is_national("云河市财政局")
    (True, True, False)
    """
    return bool(_NATIONAL.match(name))


def full_organ_name(name: str, region: RegionRow | None) -> str:
    """Return ``name`` with an elided place restored: 省政府 → 江苏省人民政府.

    >>> from ontology.regions import region_by_code
    >>> full_organ_name("省农业农村厅", region_by_code("420000")), full_organ_name("市政府", region_by_code("331100"))
    ('湖北省农业农村厅', '丽水市人民政府')
    """
    if region is None or region.code == NATION:
        return name
    match = _ELIDED.match(name)
    if match is None:
        return name
    rest = name[match.end() :]
    if rest.startswith("府办"):
        rest = "政府办公室"
    if rest.startswith("政府"):
        rest = "人民" + rest
    return region.name + rest if region.name.endswith(match[1]) else name


def agency(name: str) -> Agency:
    """Return the issuing body as an agency of the record."""
    kind: AgencyKind = "agency"
    if _PARTY.search(name):
        kind = "party"
    elif name.endswith(("政府", "国务院")):
        kind = "government"
    elif name.endswith(("公司", "集团", "银行", "分行")):
        kind = "enterprise"
    elif name.endswith(("大学", "学院", "协会", "总会", "联合会", "总工会")):
        kind = "other"
    return Agency(name=name, kind=kind)


def _is_organ(name: str) -> bool:
    return _MIN_NAME <= len(name) <= 40 and bool(_organ().fullmatch(name))


def _run_together(text: str) -> list[str]:
    """Return names that stand without a separator, parted where the place of the first begins again."""
    cuts: set[int] = set()
    head = text[2:4] if text.startswith("中共") else text[:2]
    at = text.find(head, len(head) + 1) if head else -1
    while at >= 0:
        cut = at - 2 if text.endswith("中共", 0, at) else at
        if text.endswith(_ENDINGS, 0, cut):
            cuts.add(cut)
        at = text.find(head, at + len(head))
    cuts.update(match.start() for match in _STARTS.finditer(text) if text.endswith(_ENDINGS, 0, match.start()))
    return [text[a:b] for a, b in pairwise([0, *sorted(cuts), len(text)]) if a < b]


@cache
def _organ() -> re.Pattern[str]:
    han = "\u4e00-\u9fff"
    office = rf"(?:国务院|中央|全国|国家)[{han}]{{1,6}}办"
    return re.compile(rf"国务院|{office}|(?:[{han}·]|[（(][{han}、]{{1,30}}[)）]){{1,38}}{_ORGAN_END}")


def signed_date(text: str) -> re.Match[str] | None:
    """Return the date of a line that holds names and a date, nothing else.

    >>> signed_date("云河市财政局 2031年4月7日")["date"]
    '2031年4月7日'
    """
    for match in signature_rules()["header.date"].finditer(text):
        if match.end() == len(text) and names_before(text, match.start()) == 0:
            return match
    return None


@cache
def _doctype() -> re.Pattern[str]:
    return re.compile(type_pattern())


@cache
def signature_rules() -> dict[str, re.Pattern[str]]:
    """Return the patterns of header lines by rule id."""
    return {rule.id: rule.pattern for rule in load_rules("header")}
