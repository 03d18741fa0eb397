"""Who a printed name means, by region, level and date; and the lexicon behind it."""

from __future__ import annotations

import re
import time

import pytest

from ontology.agencies import NameForm, agency_suffix_pattern, canonical, functions, looks_like_agency
from ontology.model import Level
from ontology.regions import (
    DIRECT_MUNICIPALITIES,
    NATION,
    RegionRow,
    children,
    parent,
    province_of,
    region_by_code,
    short_name,
)

SHANDONG, LIANYUNGANG, DONGHAI = "370000", "320700", "320722"

CASES = """
市工信局 @ 320700 2020 = 连云港市工业和信息化局 agency industry-it
市经信委 @ 320700 2016 = 连云港市经济和信息化委员会 agency industry-it
市发改委 @ 320700 2020 = 连云港市发展和改革委员会 agency development-reform
市发展和改革局 @ 440700 2020 = 江门市发展和改革局 agency development-reform
市住房城乡建设局 @ 440700 2020 = 江门市住房和城乡建设局 agency housing-construction
市人力资源社会保障局 @ 371500 2020 = 聊城市人力资源和社会保障局 agency human-resources
市市场监管局 @ 440700 2020 = 江门市市场监督管理局 agency market-regulation
市场监管局 @ 440700 2020 = 江门市市场监督管理局 agency market-regulation
市卫计委 @ 320700 2016 = 连云港市卫生和计划生育委员会 agency health
市资源局 @ 320700 2020 = 连云港市自然资源和规划局 agency natural-resources
市自然资源局 @ 440700 2020 = 江门市自然资源局 agency natural-resources
市交通局 @ 320700 2020 = 连云港市交通运输局 agency transport
市交通局 @ 500000 2021 = 重庆市交通局 agency transport
市交通委 @ 110000 2021 = 北京市交通委员会 agency transport
市文广旅局 @ 320700 2020 = 连云港市文化广电和旅游局 agency culture-tourism
市文化广电旅游体育局 @ 440700 2020 = 江门市文化广电旅游体育局 agency culture-tourism
市文化旅游委 @ 500000 2021 = 重庆市文化和旅游发展委员会 agency culture-tourism
市教育体育局 @ 511600 2019 = 广安市教育和体育局 agency education-sports
市商务投资促进局 @ 371500 2020 = 聊城市商务和投资促进局 agency commerce
市科技局 @ 371500 2020 = 聊城市科学技术局 agency science-technology
区科工信局 @ 440106 2023 = 广州市天河区科技工业和信息化局 agency science-technology
区住房建设园林局 @ 440106 2023 = 广州市天河区住房建设和园林局 agency housing-construction
区教委 @ 500101 2022 = 重庆市万州区教育委员会 agency education
县政务办 @ 320722 2024 = 东海县政务服务管理办公室 agency government-services
市数管局 @ 441300 2024 = 惠州市政务服务和数据管理局 agency government-services
市数管局 @ 441300 2020 = 惠州市政务服务数据管理局 agency government-services
市国资委 @ 440700 2020 = 江门市人民政府国有资产监督管理委员会 agency state-assets
市政府外办 @ 500000 2021 = 重庆市人民政府外事办公室 agency foreign-affairs
市政府口岸物流办 @ 500000 2021 = 重庆市人民政府口岸和物流办公室 agency ports-logistics
市金融办 @ 320700 2016 = 连云港市金融工作办公室 agency local-finance
市金融办 @ 320700 2025 = 中共连云港市委金融委员会办公室 party party-finance
省工业和信息化厅 @ 370000 2021 = 山东省工业和信息化厅 agency industry-it
省发展改革委 @ 320700 2021 = 江苏省发展和改革委员会 agency development-reform
自治区发展改革委 @ 450000 2022 = 广西壮族自治区发展和改革委员会 agency development-reform
自治区党委宣传部 @ 450000 2022 = 中共广西壮族自治区委员会宣传部 party party-publicity
州发改委 @ 422800 2022 = 恩施土家族苗族自治州发展和改革委员会 agency development-reform
州委宣传部 @ 422800 2022 = 中共恩施州委宣传部 party party-publicity
市委网信办 @ 320700 2020 = 中共连云港市委网络安全和信息化委员会办公室 party cyberspace
市委编办 @ 511600 2019 = 中共广安市委机构编制委员会办公室 party party-staffing
市人才办 @ 320700 2020 = 中共连云港市委人才工作领导小组办公室 party party-talent
市委直属机关工委 @ 500000 2021 = 中共重庆市委直属机关工作委员会 party party-direct
团市委 @ 500000 2021 = 共青团重庆市委员会 other youth-league
市妇联 @ 500000 2021 = 重庆市妇女联合会 other women-federation
市科协 @ 511600 2019 = 广安市科学技术协会 other science-association
市财政局 @ 370282 2015 = 即墨市财政局 agency finance
市税务局 @ 320700 2020 = 国家税务总局连云港市税务局 agency taxation
市国税局 @ 320700 2016 = 连云港市国家税务局 agency state-tax
人行市中心支行 @ 320700 2020 = 中国人民银行连云港市中心支行 agency central-bank
人行聊城市中心支行 @ 371500 2020 = 中国人民银行聊城市中心支行 agency central-bank
人行南宁中心支行 @ 450000 2021 = 中国人民银行南宁中心支行 agency central-bank
人民银行上海总部 @ 310000 2023 = 中国人民银行上海总部 agency central-bank
市城管执法局 @ 310000 2025 = 上海市城市管理行政执法局 agency urban-management
北京银行石景山支行 @ 110107 2023 = 北京银行石景山支行 enterprise -
北京市西区邮政管理局 @ 110107 2023 = 北京市西区邮政管理局 agency -
市市场监管局局 @ 411500 2022 = 信阳市市场监督管理局 agency market-regulation
市国资委 @ 310000 2023 = 上海市国有资产监督管理委员会 agency state-assets
市房管局 @ 310000 2023 = 上海市房屋管理局 agency housing-administration
市国资委 @ 110000 2022 = 北京市人民政府国有资产监督管理委员会 agency state-assets
市大数据发展局 @ 500000 2022 = 重庆市大数据应用发展管理局 agency big-data
省大数据局 @ 520000 2022 = 贵州省大数据发展管理局 agency big-data
省大数据局 @ 370000 2022 = 山东省大数据局 agency big-data
市口岸物流办 @ 510100 2022 = 成都市人民政府口岸与物流办公室 agency ports-logistics
市房产局 @ 320100 2022 = 南京市住房保障和房产局 agency housing-administration
省旅文厅 @ 460000 2022 = 海南省旅游和文化广电体育厅 agency culture-tourism
市民族宗教委 @ 120000 2022 = 天津市民族和宗教事务委员会 agency ethnic-religious
区建管委 @ 310101 2022 = 上海市黄浦区建设和管理委员会 agency housing-construction
区房管局 @ 310101 2022 = 上海市黄浦区住房保障和房屋管理局 agency housing-administration
区国资委 @ 310101 2022 = 上海市黄浦区国有资产监督管理委员会 agency state-assets
市精神文明办 @ 310000 2025 = 上海市精神文明建设委员会办公室 party civility
人行重庆营管部 @ 500000 2021 = 中国人民银行重庆营业管理部 agency central-bank
人行武汉分行 @ 420000 2023 = 中国人民银行武汉分行 agency central-bank
江门银保监分局 @ 440700 2020 = 中国银行保险监督管理委员会江门监管分局 agency banking-insurance-regulation
山东银保监局 @ 370000 2021 = 中国银行保险监督管理委员会山东监管局 agency banking-insurance-regulation
深圳银保监局 @ 440300 2022 = 中国银行保险监督管理委员会深圳监管局 agency banking-insurance-regulation
国家金融监管总局宜昌分局 @ 420500 2024 = 国家金融监督管理总局宜昌监管分局 agency banking-insurance-regulation
惠州金融监管分局 @ 441300 2024 = 国家金融监督管理总局惠州监管分局 agency banking-insurance-regulation
连云港通管办 @ 320700 2020 = 连云港市通信行业管理办公室 agency communications
拱北海关 @ 440400 2021 = 中华人民共和国拱北海关 agency customs
平潭综合实验区管委会 @ 350000 2020 = 平潭综合实验区管理委员会 government -
首都文明办 @ 110000 2022 = 首都精神文明建设委员会办公室 party civility
重庆海关 @ 500000 2021 = 中华人民共和国重庆海关 agency customs
连云港供电公司 @ 320700 2020 = 国网江苏省电力有限公司连云港供电分公司 enterprise power-grid
国网广安供电公司 @ 511600 2019 = 国网四川省电力公司广安供电公司 enterprise power-grid
江门供电局 @ 440700 2020 = 广东电网有限责任公司江门供电局 enterprise power-grid
中国移动连云港分公司 @ 320700 2020 = 中国移动通信集团江苏有限公司连云港分公司 enterprise china-mobile
江门铁塔公司 @ 440700 2020 = 中国铁塔股份有限公司江门市分公司 enterprise china-tower
交通控股集团 @ 320700 2020 = 连云港交通控股集团 enterprise -
东方创新科技公司 @ 320700 2020 = 东方创新科技公司 enterprise -
市开发区 @ 320700 2020 = 连云港经济技术开发区管理委员会 government zone
高新区 @ 320700 2020 = 连云港高新技术产业开发区管理委员会 government zone
徐圩新区 @ 320700 2020 = 连云港徐圩新区管理委员会 government zone
区税务局 @ 359991 2024 = 国家税务总局平潭综合实验区税务局 agency taxation
区总工会 @ 359991 2022 = 平潭综合实验区总工会 other trade-union
区工会工委 @ 359991 2015 = 平潭综合实验区工会工作委员会 party -
崂山区政府 @ 370200 2021 = 青岛市崂山区人民政府 government government
灌云县 @ 320700 2020 = 灌云县人民政府 government government
狮山镇政府 @ 440605 2020 = 佛山市南海区狮山镇人民政府 government -
市法院 @ 320700 2020 = 连云港市中级人民法院 other court
市公安局交警支队 @ 320700 2020 = 连云港市公安局交警支队 agency public-security
江苏海洋大学 @ 320700 2020 = 江苏海洋大学 other -
市大数据中心 @ 511600 2019 = 广安市大数据中心 agency -
市城管执法局 @ 150200 2022 = 包头市城市管理执法局 agency urban-management
市经贸委 @ 440100 2009 = 广州市经济贸易委员会 agency industry-it
市外经贸局 @ 440100 2009 = 广州市对外贸易经济合作局 agency foreign-trade
市爱卫办 @ 440100 2022 = 广州市爱国卫生运动委员会办公室 agency patriotic-health
市直机关工委 @ 440100 2012 = 中共广州市委直属机关工作委员会 party party-direct
市直机关党工委 @ 440100 2012 = 中共广州市委直属机关工作委员会 party party-direct
市直机关事务管理局 @ 440100 2012 = 广州市市直机关事务管理局 agency -
市直有关部门 @ 440100 2012 = 广州市市直有关部门 group -
市“两新”组织党工委 @ 440100 2012 = 中共广州市委非公有制经济组织和社会组织工作委员会 party party-new-organizations
市委“两新”工委 @ 440100 2012 = 中共广州市委非公有制经济组织和社会组织工作委员会 party party-new-organizations
农信联社 @ 411523 2014 = 新县农村信用合作联社 enterprise rural-credit
工信商贸局 @ 450332 2022 = 恭城瑶族自治县工业信息化和商贸局 agency industry-it
区财政金融局 @ 440106 2023 = 广州市天河区财政金融局 agency finance
县民政人社局 @ 320722 2022 = 东海县民政和人力资源社会保障局 agency civil-affairs
市双创办 @ 320700 2020 = 连云港市双创办公室 agency -
市城管局(市综合执法局) @ 371500 2020 = 聊城市城市管理局 agency urban-management
各县区人民政府 @ 320700 2020 = 连云港市各县区人民政府 group -
功能板块管委会 @ 320700 2020 = 连云港市各功能板块管理委员会 group -
中国铁路沈阳局集团有限公司长春货运中心 @ 220000 2023 = 中国铁路沈阳局集团有限公司长春货运中心 enterprise china-railway
农业银行吉林省分行 @ 220000 2023 = 中国农业银行股份有限公司吉林省分行 enterprise agricultural-bank
农行连云港分行 @ 320700 2023 = 中国农业银行股份有限公司连云港分行 enterprise agricultural-bank
市文广旅局 @ 510100 2022 = 成都市文化广电旅游局 agency culture-tourism
市文广旅局 @ 320500 2022 = 苏州市文化广电和旅游局 agency culture-tourism
各区（市）县政府（管委会） @ 510100 2022 = 成都市各区(市)县人民政府(管理委员会) group -
功能区 @ 321300 2026 = 宿迁市各功能区管理委员会 group -
市经贸委 @ 440100 2008 = 广州市经济贸易委员会 agency industry-it
市经贸信息委 @ 440300 2013 = 深圳市经济贸易和信息化委员会 agency industry-it
市外经贸局 @ 440100 2008 = 广州市对外贸易经济合作局 agency foreign-trade
市外经贸委 @ 440100 2008 = 广州市对外经济贸易委员会 agency foreign-trade
市财办 @ 410100 2002 = 郑州市财贸办公室 agency domestic-trade
市信息产业局 @ 440100 2008 = 广州市信息产业局 agency information-industry
市人事局 @ 440100 2008 = 广州市人事局 agency personnel
市劳动局 @ 440100 1999 = 广州市劳动局 agency human-resources
市劳动局 @ 440100 2008 = 广州市劳动和社会保障局 agency human-resources
市计委 @ 440100 1998 = 广州市计划委员会 agency development-reform
市计委 @ 440100 2003 = 广州市发展计划委员会 agency development-reform
市体改办 @ 440100 2003 = 广州市经济体制改革办公室 agency system-reform
市经协办 @ 440100 2008 = 广州市经济协作办公室 agency regional-cooperation
市物价局 @ 440100 2008 = 广州市物价局 agency price
市建委 @ 440100 2008 = 广州市建设委员会 agency housing-construction
市建委 @ 330100 2015 = 杭州市城乡建设委员会 agency housing-construction
市建设局 @ 350200 2022 = 厦门市建设局 agency housing-construction
市住房保障办 @ 440100 2008 = 广州市住房保障办公室 agency housing-administration
市交通局 @ 320100 2004 = 南京市交通局 agency transport
市药监局 @ 440100 2008 = 广州市食品药品监督管理局 agency food-drug
省药监局 @ 330000 2022 = 浙江省药品监督管理局 agency drug
市园林局 @ 320700 2010 = 连云港市园林局 agency landscape
市林水局 @ 330100 2022 = 杭州市林业水利局 agency forestry
省海洋渔业局 @ 350000 2015 = 福建省海洋与渔业局 agency ocean
市密码局 @ 440100 2008 = 广州市国家密码管理局 agency cryptography
市综治办 @ 440100 2008 = 广州市社会治安综合治理委员会办公室 party public-order
市维稳办 @ 440100 2008 = 中共广州市委维护稳定工作领导小组办公室 party party-stability
市爱卫办 @ 440100 2008 = 广州市爱国卫生运动委员会办公室 agency patriotic-health
市双拥办 @ 440100 2008 = 广州市双拥工作领导小组办公室 agency double-support
市三防办 @ 440100 2008 = 广州市防汛防旱防风总指挥部办公室 agency emergency-command
市三防办 @ 441300 2020 = 惠州市防汛防旱防风指挥部办公室 agency emergency-command
市防办 @ 320700 2010 = 连云港市防汛防旱指挥部办公室 agency emergency-command
市防办 @ 320700 2022 = 连云港市防汛抗旱指挥部办公室 agency emergency-command
市政研室 @ 440100 2008 = 中共广州市委政策研究室 party party-research
市府研究室 @ 440100 2008 = 广州市人民政府研究室 agency research
市依法治市办 @ 440100 2008 = 广州市依法治市工作领导小组办公室 party party-law
市委审计办 @ 440100 2022 = 中共广州市委审计委员会办公室 party party-audit
市直机关工委 @ 440100 2022 = 中共广州市委直属机关工作委员会 party party-direct
市级机关工委 @ 320700 2010 = 中共连云港市委市级机关工作委员会 party party-direct
市级机关工作党委 @ 310000 2022 = 中共上海市市级机关工作委员会 party party-direct
市级机关事务管理局 @ 320700 2023 = 连云港市级机关事务管理局 agency organ-affairs
市“两新”工委 @ 440100 2015 = 中共广州市委非公有制经济组织和社会组织工作委员会 party party-new-organizations
市委“两新”工委 @ 440100 2015 = 中共广州市委非公有制经济组织和社会组织工作委员会 party party-new-organizations
市“两新”组织党工委 @ 440100 2015 = 中共广州市委非公有制经济组织和社会组织工作委员会 party party-new-organizations
市两新组织党工委 @ 440100 2015 = 中共广州市委非公有制经济组织和社会组织工作委员会 party party-new-organizations
市社会组织党工委 @ 440100 2015 = 中共广州市社会组织工作委员会 party party-new-organizations
市非公有制经济组织党工委 @ 440100 2015 = 中共广州市非公有制经济组织工作委员会 party party-new-organizations
市“扫黄打非”办 @ 440100 2022 = 广州市“扫黄打非”工作领导小组办公室 agency publications-campaign
市“百千万工程”办 @ 440100 2023 = 广州市“百千万工程”办公室 agency -
开发区党工委 @ 320700 2020 = 中共连云港经济技术开发区工作委员会 party -
市经济和信息化工作党委 @ 310000 2022 = 中共上海市经济和信息化工作委员会 party -
市教育局党委 @ 440100 2022 = 中共广州市教育局委员会 party -
市政府党组 @ 440100 2022 = 中共广州市人民政府党组 party -
狮山镇党委 @ 440605 2022 = 中共佛山市南海区狮山镇委员会 party -
桂城街道党工委 @ 440605 2022 = 中共佛山市南海区桂城街道工作委员会 party -
狮山镇 @ 440605 2022 = 佛山市南海区狮山镇人民政府 government -
云埔街道 @ 440112 2022 = 广州市黄埔区云埔街道办事处 government -
天河区石牌街道办事处 @ 440106 2022 = 广州市天河区石牌街道办事处 government -
所在镇 @ 440605 2022 = 所在镇 agency -
区委区政府 @ 440112 2019 = 中共广州市黄埔区委员会 广州市黄埔区人民政府 party party-committee
州政协 @ 422800 2022 = 中国人民政治协商会议恩施土家族苗族自治州委员会 other consultative-conference
地委组织部 @ 652900 2022 = 中共阿克苏地委组织部 party party-organization
阿克苏地委组织部 @ 652900 2022 = 中共阿克苏地委组织部 party party-organization
中共广西壮族自治区委员会组织部 @ 450000 2022 = 中共广西壮族自治区委员会组织部 party party-organization
公安分局 @ 440605 2022 = 佛山市公安局南海分局 agency public-security
南海公安分局 @ 440605 2022 = 佛山市公安局南海分局 agency public-security
郑州航空港经济综合实验区 @ 410100 2022 = 郑州航空港经济综合实验区管理委员会 government -
苏州工业园区管委会 @ 320500 2022 = 苏州工业园区管理委员会 government zone
市政府采购中心 @ 440100 2022 = 广州市政府采购中心 agency -
市公积金中心 @ 440100 2022 = 广州住房公积金管理中心 agency provident-fund
市公积金中心 @ 320700 2022 = 连云港市住房公积金管理中心 agency provident-fund
市城管执法局 @ 440100 2022 = 广州市城市管理和综合执法局 agency urban-management
省政数局 @ 440000 2022 = 广东省政务服务数据管理局 agency government-services
省政数局 @ 440000 2024 = 广东省政务服务和数据管理局 agency government-services
省数据局 @ 350000 2024 = 福建省数据管理局 agency big-data
省营商局 @ 230000 2022 = 黑龙江省营商环境建设监督局 agency government-services
省营商局 @ 210000 2022 = 辽宁省营商环境建设局 agency government-services
自治区政数局 @ 150000 2024 = 内蒙古自治区政务服务与数据管理局 agency government-services
自治区大数据局 @ 450000 2022 = 广西壮族自治区大数据发展局 agency big-data
省审批局 @ 140000 2022 = 山西省行政审批服务管理局 agency government-services
市新经济委 @ 510100 2022 = 成都市新经济发展委员会 agency development-reform
连云港检验检疫局 @ 320700 2010 = 中华人民共和国连云港出入境检验检疫局 agency entry-exit-inspection
市银监局 @ 320700 2010 = 中国银行业监督管理委员会连云港监管分局 agency banking-insurance-regulation
青岛银监局 @ 370200 2015 = 中国银行业监督管理委员会青岛监管局 agency banking-insurance-regulation
县农行 @ 320722 2022 = 中国农业银行股份有限公司东海支行 enterprise agricultural-bank
中华人民共和国拱北海关 @ 440400 2021 = 中华人民共和国拱北海关 agency customs
计委 @ 000000 2001 = 国家发展计划委员会 agency development-reform
国家药监局 @ 000000 2006 = 国家食品药品监督管理局 agency food-drug
国家药监局 @ 000000 2020 = 国家药品监督管理局 agency drug
民航中南管理局 @ 440000 2022 = 中国民用航空中南地区管理局 agency civil-aviation
铁道部 @ 000000 2010 = 铁道部 agency railway
市相关行业主管部门 @ 370200 2020 = 青岛市相关行业主管部门 group -
市级有关部门 @ 500101 2022 = 重庆市市级有关部门 group -
市税务局等有关部门 @ 320700 2020 = 连云港市税务局等有关部门 group -
税务总局 @ 000000 2019 = 国家税务总局 agency taxation
扶贫办 @ 000000 2019 = 国务院扶贫开发领导小组办公室 agency rural-revitalisation
发展改革委 @ 000000 2019 = 国家发展和改革委员会 agency development-reform
农业部 @ 000000 2014 = 农业部 agency agriculture-rural
中央网信办 @ 000000 2019 = 中央网络安全和信息化委员会办公室 party cyberspace
北京市政府 @ 000000 2019 = 北京市人民政府 government government
有关部门 @ 000000 2019 = 有关部门 group -
国家发展改革委 @ 320700 2020 = 国家发展和改革委员会 agency development-reform
武汉铁路局 @ 420000 2012 = 武汉铁路局 enterprise china-railway
武汉铁路局 @ 420000 2022 = 中国铁路武汉局集团有限公司 enterprise china-railway
市供电公司 @ 320700 2010 = 江苏省电力公司连云港供电公司 enterprise power-grid
市供电公司 @ 320700 2015 = 国网江苏省电力公司连云港供电公司 enterprise power-grid
省电力公司 @ 370000 2022 = 国网山东省电力公司 enterprise power-grid
市房产局 @ 320100 2004 = 南京市房产管理局 agency housing-administration
市行政执法局 @ 210100 2008 = 沈阳市城市管理行政执法局 agency urban-management
市药监局 @ 110000 2010 = 北京市药品监督管理局 agency drug
省广电局 @ 440000 2008 = 广东省广播电影电视局 agency radio-television
市文广影视局 @ 310000 2016 = 上海市文化广播影视管理局 agency culture-tourism
市文广新旅局 @ 360700 2022 = 赣州市文化广电新闻出版旅游局 agency culture-tourism
市农委 @ 120000 2012 = 天津市农村工作委员会 agency agriculture-rural
市农科所 @ 360700 2022 = 赣州市农业科学研究所 other academy-sciences
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_canonical(case: str) -> None:
    asked, _, expected = case.partition(" = ")
    surface, _, code, year = asked.split()
    name, kind, function = expected.rsplit(maxsplit=2)
    row = region_by_code(code)
    level: Level | None = row.level if row else None
    found = canonical(surface, region_code=code, level=level, date=year)
    assert (found.agency.name, found.agency.kind, found.agency.function or "-") == (name, kind, function)
    assert found.reason


def test_one_in_place_tells_whether_function_and_region_identify() -> None:
    assert canonical("市工信局", region_code=LIANYUNGANG).one_in_place
    assert not canonical("高新区", region_code=LIANYUNGANG).one_in_place
    assert not canonical("各县区人民政府", region_code=LIANYUNGANG).one_in_place
    assert not canonical("市公安局交警支队", region_code=LIANYUNGANG).one_in_place
    assert not canonical("市疾控中心", region_code=LIANYUNGANG).one_in_place  # besides 疾控局


def test_the_region_of_a_body_is_its_own_not_the_documents() -> None:
    assert canonical("省科技厅", region_code=LIANYUNGANG).agency.region == "320000"
    assert canonical("济南市政府", region_code=SHANDONG).agency.region == "370100"
    assert canonical("市委宣传部", region_code=DONGHAI).agency.region == LIANYUNGANG
    assert canonical("税务总局", region_code=NATION).agency.region == NATION


def test_a_place_that_stays_open_is_said_to_be_open() -> None:
    found = canonical("市科技局", region_code=SHANDONG, level="province")
    assert (found.agency.name, found.agency.region) == ("市科学技术局", None)
    assert "未定" in found.reason


@pytest.mark.parametrize(
    "name", ["", "市", "局", "??", "（）", "市（", "a" * 200, "各", "省委", "市政府", "连云港市", "\ud800"]
)
@pytest.mark.parametrize("code", [None, NATION, LIANYUNGANG, "999999"])
def test_odd_names_never_raise(name: str, code: str | None) -> None:
    assert canonical(name, region_code=code, level=None, date="unknown").agency.kind


def test_official_names_stay_what_they_are() -> None:
    for surface in ("市工信局", "市委网信办", "市税务局", "团市委", "市国资委", "连云港供电公司", "市文广旅局"):
        name = canonical(surface, region_code=LIANYUNGANG, date="2020").agency.name
        again = canonical(name, region_code=LIANYUNGANG, date="2020").agency
        assert again.name == name, surface


def test_of_names_that_were_not_in_use_the_nearest_in_time_is_meant() -> None:
    names = {year: canonical("市劳动局", region_code=LIANYUNGANG, date=year).agency.name for year in ("1999", "2012")}
    assert names == {"1999": "连云港市劳动局", "2012": "连云港市劳动和社会保障局"}


def test_quotation_marks_do_not_hinder_and_stay_in_unknown_names() -> None:
    for surface in ("市“两新”工委", '市"两新"工委', "市两新工委", "市「两新」工委"):
        assert canonical(surface, region_code=LIANYUNGANG).agency.function == "party-new-organizations", surface
    assert canonical("市“一网通办”办", region_code=LIANYUNGANG).agency.name == "连云港市“一网通办”办公室"


def test_functions_cover_what_governments_have() -> None:
    known = functions()
    assert len(known) >= 150
    assert {info.kind for info in known.values()} == {"agency", "party", "other", "enterprise", "government"}
    for info in known.values():
        assert re.search(r"[\u4e00-\u9fff]", info.label_zh)
        assert re.search(r"[A-Za-z]", info.label_en)
        assert info.successor is None or info.successor in known
        assert info.forms or info.id == "zone"


def test_forms_are_well_made() -> None:
    places = {"place", "short", "above", "province", "province_short", "body"}
    for info in functions().values():
        for form in info.forms:
            for pattern in (form.official, *form.printed):
                assert set(re.findall(r"\{(\w+)\}", pattern)) <= places, pattern
                assert pattern.count("{body}") == pattern.endswith("{body}"), pattern
            assert form.official not in form.printed, form
            assert (form.valid_from or 0) <= (form.valid_until or 9999), form
            assert all(region_by_code(code) for code in form.regions), form
            if form.level == "national":
                assert not any("{" in pattern for pattern in (form.official, *form.printed)), form


def home_of(form: NameForm) -> RegionRow:
    """A place whose bodies bear names of this form."""
    if form.level == "national":
        code = NATION
    elif form.regions:
        code = form.regions[0]
        cities = code.endswith("0000") and code not in DIRECT_MUNICIPALITIES and form.level != "province"
        code = children(code)[0].code if cities else code
        code = children(code)[-1].code if form.level == "county" else code
    else:
        code = {"province": SHANDONG, "county": DONGHAI}.get(form.level or "city", LIANYUNGANG)
    row = region_by_code(code)
    assert row is not None
    return row


@pytest.mark.parametrize("function", sorted(functions()))
def test_every_printed_form_leads_to_its_function(function: str) -> None:
    for form in functions()[function].forms:
        row = home_of(form)
        top = province_of(row.code) or row
        for pattern in (form.official, *form.printed):
            filled = {
                "{place}": row.name,
                "{short}": short_name(row.code),
                "{above}": above.name if (above := parent(row.code)) else "",
                "{province}": top.name,
                "{province_short}": short_name(top.code),
                "{body}": "局",
            }
            surface = pattern
            for key, value in filled.items():
                surface = surface.replace(key, value)
            year = form.valid_until or form.valid_from or 2020
            found = canonical(surface, region_code=row.code, level=row.level, date=str(year))
            assert found.agency.function == function, (pattern, surface, found)


def test_predecessors_name_the_reform() -> None:
    old = functions()["quality-supervision"]
    assert old.successor == "market-regulation"
    assert max(form.valid_until or 9999 for form in old.forms) == 2018


@pytest.mark.parametrize("name", ["市应急管理局", "各县(市、区)人民政府", "云河供电公司", "市委组织部", "有关单位"])
def test_shapes_of_bodies(name: str) -> None:
    assert looks_like_agency(name)
    assert re.search(agency_suffix_pattern + "$", name)


@pytest.mark.parametrize("name", ["局", "加快建设", "推进信息化", "2025年", "按照职责分工负责", "市工信局，负责"])
def test_shapes_of_other_words(name: str) -> None:
    assert not looks_like_agency(name)


def test_fast_enough_for_every_mention_of_a_corpus() -> None:
    canonical("市工信局", region_code=LIANYUNGANG)
    start = time.perf_counter()
    for _ in range(200):
        canonical("市工信局", region_code=LIANYUNGANG)
    assert time.perf_counter() - start < 0.2
