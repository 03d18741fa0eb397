"""Which names of bodies did not exist when a document was written: a table of names, years and places."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.checking.agencies import outdated_names
from kg.checking.context import Context, Row
from ontology.agencies import canonical
from ontology.regions import NATION, level

OUTDATED = """
市经信委 @ 320700 2025 = 用到2018年为止
市环保局 @ 320700 2020 = 用到2018年为止
市卫生局 @ 320700 2016 = 用到2014年为止
市农委 @ 370200 2020 = 用到2018年为止
市数据局 @ 320700 2022 = 2023年才启用
省数据局 @ 320000 2021 = 2023年才启用
市生态环境局 @ 320700 2012 = 2018年才启用
市生态环境局 @ 320700 2017 = 2018年才启用
市退役军人局 @ 320700 2012 = 2018年才启用
市退役军人事务局 @ 370000 2012 = 2018年才启用
市应急局 @ 320700 2012 = 2018年才启用
市应急管理局 @ 320700 2012 = 2018年才启用
市市场监管局 @ 320700 2012 = 2013年才启用
市自然资源局 @ 320700 2012 = 2018年才启用
市自然资源和规划局 @ 320700 2015 = 2018年才启用
市卫生健康委 @ 320700 2012 = 2018年才启用
市卫计委 @ 320700 2012 = 2013年才启用
市文化和旅游局 @ 320700 2012 = 2018年才启用
市医疗保障局 @ 320700 2012 = 2018年才启用
市农业农村局 @ 320700 2012 = 2018年才启用
市乡村振兴局 @ 320700 2019 = 2021年才启用
市乡村振兴局 @ 320700 2025 = 用到2023年为止
市委社会工作部 @ 320700 2021 = 2023年才启用
江门银保监分局 @ 440700 2024 = 用到2023年为止
江门银保监分局 @ 440700 2016 = 2018年才启用
江门银监分局 @ 440700 2020 = 用到2018年为止
江门金融监管分局 @ 440700 2021 = 2023年才启用
山东银保监局 @ 370000 2025 = 用到2023年为止
市国税局 @ 320700 2019 = 用到2018年为止
生态环境部 @ 000000 2017 = 2018年才启用
环境保护部 @ 000000 2019 = 用到2018年为止
国家数据局 @ 000000 2022 = 2023年才启用
国家数据局 @ 320700 2022 = 2023年才启用
银保监会 @ 000000 2024 = 用到2023年为止
金融监管总局 @ 000000 2022 = 2023年才启用
国家卫生计生委 @ 000000 2012 = 2013年才启用
国家新闻出版广电总局 @ 000000 2012 = 2013年才启用
食品药品监管总局 @ 000000 2019 = 用到2018年为止
国家铁路局 @ 000000 2012 = 2013年才启用
""".strip().splitlines()

IN_TIME = """
市经信委 @ 310000 2025 # 上海 kept it
市经信局 @ 330100 2025
市经济信息化局 @ 510100 2023
省经信厅 @ 330000 2025
市经信局 @ 330000 2025 # a city of 浙江, whichever
县经信局 @ 320722 2025
区经委 @ 310112 2025
市经信委 @ 320700 2016
市环保局 @ 320700 2018
市环保局 @ 320700 2019 # cities were reformed until 2019-03
市生态环境局 @ 320700 2018
省生态环境厅 @ 460000 2016 # 海南 had 生态环境保护厅
市市场监管局 @ 440300 2012 # 深圳, from 2009
市市场监管局 @ 440000 2012 # which city, the document does not say
市市场监管局 @ 320700 2014
县卫计局 @ 320722 2011
市应急办 @ 320700 2012 # offices of emergency are older
市应急委 @ 320700 2012
市医保局 @ 320700 2012 # 医疗保险管理局
市文旅局 @ 320700 2012 # 文化旅游局
县文化和旅游局 @ 320722 2015
市农委 @ 310000 2022 # 农业农村委员会
市农工委 @ 110000 2022 # 市委农工委
市城乡建设委 @ 320100 2024 # 南京, 合肥, 厦门 kept theirs
市建设局 @ 350200 2024
市大数据局 @ 370200 2019
市大数据局 @ 370200 2025
市数据局 @ 320700 2024
市乡村振兴局 @ 320700 2024 # local ones ended in the course of 2024
江门银保监分局 @ 440700 2023
江门银保监分局 @ 440700 2018
江门金融监管分局 @ 440700 2023
市金融监管局 @ 371500 2021 # 地方金融监管局
广电总局 @ 000000 2012 # 广播电影电视总局
广电总局 @ 000000 2015
环境保护部 @ 000000 2018
市消防大队 @ 320700 2016
市编委办 @ 320700 2022
市网信办 @ 320700 2016
市金融办 @ 320700 2016
""".strip().splitlines()


def reasons(surface: str, code: str, year: str, text: str = "") -> list[str]:
    """What the check-up says of the name in a document of that place, year and text."""
    found = canonical(surface, region_code=code, level="national" if code == NATION else level(code), date=year)
    assert found.agency.function, surface
    facts = {"surface": surface, "function": found.agency.function, "date": f"{year}-06-01", "region": code}
    row: Row = {**facts, "document": "https://example.org/d"}
    return [row["reason"] for row in outdated_names([row], Context(Store(), lambda _: text))]


@pytest.mark.parametrize("case", OUTDATED)
def test_names_that_had_gone_or_had_not_come(case: str) -> None:
    asked, _, expected = case.partition(" = ")
    surface, _, code, year = asked.split()
    (reason,) = reasons(surface, code, year)
    assert expected in reason


@pytest.mark.parametrize("case", IN_TIME)
def test_names_that_places_bore_or_may_have_borne(case: str) -> None:
    surface, _, code, year = case.partition(" #")[0].split()
    assert reasons(surface, code, year) == []


def test_an_amended_document_has_the_names_of_its_amendment() -> None:
    under_title = "（2012年1月4日市人民政府令第63号公布，根据2019年11月14日市人民政府令第171号修订）"
    assert reasons("市生态环境局", "320700", "2012", under_title) == []
    assert reasons("市生态环境局", "320700", "2012", "根据2014年修订的《环境保护法》") != []
    assert reasons("市数据局", "320700", "2012", under_title) != []
    assert reasons("市环保局", "320700", "2012", under_title) == []
