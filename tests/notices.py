"""A city's notice in the form that such notices have, in which only the tasks differ."""

from __future__ import annotations

NUMBER = "云政发〔2021〕1号"


def notice(*tasks: str) -> str:
    """The text of a notice of 2021 that prints a plan with these tasks, numbered from （一） on, a line each.

    >>> notice("建网。建成基站2000个。", "建库。").splitlines()[-2:]
    ['（一）建网。建成基站2000个。', '（二）建库。']
    """
    numbered = "".join(f"（{number}）{task}\n" for number, task in zip("一二三四五六七八九十", tasks, strict=False))
    return (
        f"云河市人民政府关于印发云河市数字经济实施方案的通知\n{NUMBER}\n各县区人民政府：\n"
        "现将《云河市数字经济实施方案》印发给你们，请认真贯彻执行。\n云河市人民政府\n2021年3月5日\n\n"
        f"云河市数字经济实施方案\n\n一、主要任务\n{numbered}"
    )
