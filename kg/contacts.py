"""Telephone numbers, mail addresses and contact names of a text, hidden without moving anything.

Policy documents end with 联系人 and telephone numbers of clerks. A page that is passed around should not spread them,
so they are covered by dots of the same length: every span into the text stays valid. Public hotlines (12345) stay.
"""

from __future__ import annotations

import re

DOT = "•"

# A stretch that begins at a contact word and runs to the end of its line or sentence.
_STRETCH = re.compile(
    r"(?:联系人|联络人|联络员|联系电话|联系方式|咨询电话|咨询方式|经办人|电话|手机|传真)[^\n。]{0,600}"
)
_PHONE = r"(?:1[3-9][0-9]{9}|(?:[(（]?0[0-9]{2,3}[)）]?[-—－‐ ]?)?[0-9]{7,8}(?:[-—－转][0-9]{1,6})?)(?![0-9])"
_PHONE_IN_STRETCH = re.compile(r"(?<![0-9])" + _PHONE)
# Anywhere: mobile numbers, numbers with an area code, mail addresses.
_ANYWHERE = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|[(（]?0[0-9]{2,3}[)）]?[-—－‐][0-9]{7,8})(?![0-9])"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_NAME = r"[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){1,3}"
# 联系人：张三 — a short name that ends at a mark, a digit or the end.
_NAMED = re.compile(rf"(?:联系人|联络人|联络员|经办人)(?:及电话)?\s*[:：]?\s*({_NAME})(?=[\s,，;；、。:：()（）0-9]|$)")
# 市工信局 张三 3950063 — a name between a mark or the last character of an organ and a number.
_BEFORE_PHONE = re.compile(
    rf"(?:(?<=[:：;；,，、\s(（])|(?<=[局委办部厅院会处科室司所队]))({_NAME})(?=[\s,，:：]{{0,2}}{_PHONE})"
)
# 牵头领导：张三、李四 — who of the leadership watches over a task.
_LEADERS = re.compile(
    r"(?:牵头|分管|责任|主管|包保|挂钩|挂联|联系|包联|[市县区]级?)领导\s*[:：]\s*"
    rf"(?:[\u4e00-\u9fff]{{0,8}}(?:长|书记|主任|常委)\s*)?({_NAME}(?:[、，,\s]\s*{_NAME})*)(?=[\s;；。)）]|$)",
    re.MULTILINE,
)
_NOT_A_NAME = re.compile(r"(?:电话|手机|传真|邮编|热线|号码|[局委办部厅院会处科室司所队府])$")


def mask_contacts(text: str) -> str:
    """``text`` with contact names, telephone numbers and mail addresses covered, of the same length.

    >>> mask_contacts("（联系人：云河市财政局 林小满 3900001）")
    '（联系人：云河市财政局 ••• •••••••）'
    >>> mask_contacts("牵头领导：林小满、何 青；牵头单位：市林业局")
    '牵头领导：••••• •；牵头单位：市林业局'
    >>> mask_contacts("投诉可拨打12345热线。")
    '投诉可拨打12345热线。'
    """
    hidden: list[tuple[int, int]] = [match.span() for match in _ANYWHERE.finditer(text)]
    hidden += [name.span(1) for name in _LEADERS.finditer(text)] if "领导" in text else []
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        hidden += [match.span() for match in _PHONE_IN_STRETCH.finditer(text, start, end)]
        for pattern in (_NAMED, _BEFORE_PHONE):
            for match in pattern.finditer(text, start, end):
                if not _NOT_A_NAME.search(match[1]):
                    hidden.append(match.span(1))
    if not hidden:
        return text
    letters = list(text)
    for start, end in hidden:
        letters[start:end] = [letter if letter.isspace() else DOT for letter in letters[start:end]]
    return "".join(letters)
