"""What the shape of a name tells about a body that no lexicon knows."""

from __future__ import annotations

import re

from ontology.model import AgencyKind

agency_suffix_pattern = (
    r"(?:人民政府|政府|管理委员会|管委会|委员会|办公室|办公厅|指挥部|领导小组|专班|联席会议|工作组"
    r"|办事处|行署|公署|总局|分局|支局|局|厅|署|委|办|部|组|院|室|馆|站|所|队|库|处|社|校|台|中心|基地"
    r"|总公司|分公司|公司|集团|企业|银行|营管部|支行|分行|总行|农信社|信用社|运营商|机构|园区|开发区|高新区"
    r"|新区|景区|示范区|度假区|保税区|总工会|工会|团[省市县区州]委|妇联|工商联|科协|残联|文联|侨联|社科联"
    r"|商会|学会|协会|联合会|总会|促进会|红十字会|贸促会|供销社|合作社|人大|政协|法院|检察院|海关|军分区|警备区"
    r"|支队|总队|大队|武装部|大学|学院|学校|高校|医院|单位|部门|主体|平台|省|市|县|区|州|盟|旗)"
)
"""How the name of a body ends; the source of a regular expression, without anchors."""

_ENDS_LIKE_AGENCY = re.compile(agency_suffix_pattern + r"(?:[(（][^()（）]*[)）])?$")
_NOT_IN_A_NAME = re.compile(
    r"[，,；;。！？!?“”《》：:\n]|(?:等|及时|按照|根据|推进|加快|推动|建设|完善|负责|牵头|配合)$"
)

_COLLECTIVE = re.compile(
    r"^(?:[省市县区州]?(?:各|有关|相关|其他|其它|所有|涉及|市级|省级|县级|区级|市属|省属|县属|区属"
    # 市直机关事务管理局, 区直属机关工作委员会: one body each, and no group.
    r"|[市省县区]直(?!属?机关(?:党?工委|工作委员会|事务)))"
    r"|[省市县区州]?政府(?:各|有关|相关)|[省市县区州](?:级|直)?(?:有关|相关|各)"
    r"|[0-9一二三四五六七八九十]+个|(?:国家|中央|地方)(?:各级|有关|相关|各)|地方(?:人民)?政府|当地|(?:市|省|县|区)[(（]|乡镇|镇街|街道)"
)
_COLLECTIVE_END = re.compile(
    r"(?:单位|部门|企业|机构|运营商|主体|高校|院校|各地|等)$|(?:园区|功能板块|开发区|功能区|产业园)(?:管委会|管理委员会)?$"
)
_SEVERAL_PLACES = re.compile(
    r"^(?:各|有关|相关)?[省市县区州盟旗]?(?:级|[、/(（][省市县区州盟旗、()（）]*|[省市县区州盟旗])[)）]?(?:级)?(?:人民)?政府$"
)
_KINDS: tuple[tuple[AgencyKind, re.Pattern[str]], ...] = (
    ("party", re.compile(r"^中共|^中央|(?:[省市县区州盟旗]|自治区党)委.|[省市县区州盟旗]委$|党工委$|工委$|纪委$")),
    ("government", re.compile(r"(?:人民政府|政府|管委会|管理委员会|行署|街道办事处|街道办|开发区|新区)$")),
    ("enterprise", re.compile(r"(?:集团|公司|银行|农商行|支行|分行|厂|企业|农信社|联社|酒店|证券|保险|运营商)$")),
    (
        "other",
        re.compile(
            r"(?:大学|学院|学校|中学|小学|中心|协会|学会|商会|联合会|总会|研究院|研究所|医院|馆|院|基金会"
            r"|工会|人大|政协|法院|检察院|军分区|警备区|部队|报社|电视台|广播电视台|融媒体|基地|实验室)$"
        ),
    ),
)
_ORDINARY_COMPANY = re.compile(
    r"^(?:交通|城市|城投|城建|城发|建设|投资|控股|水务|公交|港口|港航|广电|传媒|文化|文旅|旅游|国资|国投|产投|产业|金融|金控|担保"
    r"|融资|燃气|热力|自来水|农业|农发|环保|环境|能源|轨道|地铁|机场|报业|粮食|供水|供热|排水|发展|运营|管理|实业|财政|基金|大数据"
    r"|数字|科技|创新|市政|园林|物流|经济|资产|国有|资本|运输|客运)+(?:股份)?(?:有限)?(?:责任)?(?:集团|公司|集团公司)(?:有限公司)?$"
)


def looks_like_agency(name: str) -> bool:
    """Whether the words could name a body, by how they end: 市工信局, 各县区人民政府, 连云港供电公司.

    >>> looks_like_agency("市应急管理局"), looks_like_agency("加快推进"), looks_like_agency("局")
    (True, False, False)
    """
    return 2 <= len(name) <= 40 and bool(_ENDS_LIKE_AGENCY.search(name)) and not _NOT_IN_A_NAME.search(name)


def is_group(name: str) -> bool:
    """Whether the words name several bodies at once: 各县区人民政府, 有关部门, 园区管委会.

    >>> is_group("各县(市、区)人民政府"), is_group("市级相关部门"), is_group("市财政局"), is_group("市场监管部门")
    (True, True, False, True)
    """
    if _SEVERAL_PLACES.match(name) and len(re.sub(r"(?:人民)?政府$", "", name)) > 1:
        return True
    return bool(_COLLECTIVE.match(name) or _COLLECTIVE_END.search(name)) and not _names_one(name)


def _names_one(name: str) -> bool:
    """连云港经济技术开发区 ends like 开发区 but is one; 市开发区 is the city's only one."""
    zone = re.match(r"(.*?)(?:开发区|产业园区?|园区)(?:管委会|管理委员会)?$", name)
    return zone is not None and not _COLLECTIVE.match(name) and zone[1] not in ("", "功能")


def shape_kind(name: str) -> AgencyKind:
    """The kind that the name looks like; agency where nothing says otherwise.

    >>> [shape_kind(n) for n in ("港口集团", "市委农办", "云河大学", "东山县人民政府", "有关部门", "市双创办")]
    ['enterprise', 'party', 'other', 'government', 'group', 'agency']
    """
    if is_group(name):
        return "group"
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "agency")


def is_ordinary_company(name: str) -> bool:
    """Whether a company's name is made of common words only, so that its place was left out.

    >>> is_ordinary_company("交通控股集团"), is_ordinary_company("爱众公司")
    (True, False)
    """
    return bool(_ORDINARY_COMPANY.match(name))
