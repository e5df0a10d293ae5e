"""What a salesperson types, and whether the page that answers it is among the first three results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.support.handbooks import copy_of_ours

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIRST = 3
ENOUGH = 28
QUERIES = {
    "客户砍价怎么办": "customer/objection customer/price-and-reward objection-drill discount-be",
    "客户说太贵": "customer/objection objection-drill",
    "四象限": "time/priorities eisenhower",
    "提成怎么算": "discipline/appraisal comp-clarity motivation/expectancy vie",
    "被拒绝": "motivation/rejection rejection-ev self-talk",
    "投诉": "customer/complaint complaint-triage complaint-call",
    "合同到期": "customer/contract contract-radar",
    "回款": "customer/credit credit-score tighten-talk",
    "时间不够用": "time/hour-value time/time-log time/plan-day-week time",
    "找主管谈目标": "goal-renegotiate motivation/cascade",
    "保健因素": "motivation/needs two-factor glossary",
    "需求层次": "motivation/needs need-radar",
    "双因素": "motivation/needs two-factor",
    "客户档案": "customer/card-and-segments customer-card",
    "返利": "customer/price-and-reward rebate-sim price-line-case",
    "窜货": "customer/territory poaching-case glossary",
    "举报": "discipline/reporting-and-process report-path case-report",
    "送礼": "discipline/red-lines case-gift red-line-quiz",
    "目标分解": "motivation/cascade goal-cascade",
    "拖延": "time/sustain procrastination",
    "番茄钟": "time/energy-focus pomodoro",
    "微信消息太多": "time/messages comm-slots",
    "怎么拒绝同事": "time/messages refusal-script",
    "压力大": "motivation/strain stress-map",
    "不公平": "motivation/fairness fairness",
    "满意度调查": "customer/feedback csat-nps",
    "老客户流失": "customer/asset customer/early-warning retention early-warning",
    "谈判": "customer/objection batna negotiation-talk",
    "每天复盘": "time/sustain daily-review",
    "产品知识": "customer/field-and-intel product-quiz",
}
"""Query → the pages that answer it: lessons as module/lesson, exercises by id, others by path."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The handbook that comes with the project, built and served."""
    root = copy_of_ours(tmp_path_factory.mktemp("search"))
    sink = Diagnostics()
    made = build_site(root, sink)
    assert made, [found.message() for found in sink]
    return serve(made.parent)


def results(page: Page, words: str) -> list[str]:
    """The pages found for a query, best first, as paths of the site."""
    box = page.locator(".md-search__input")
    meta = page.locator(".md-search-result__meta")
    for text, told in (("", re.compile("键入")), (words, re.compile(r"\d|没有"))):
        box.fill(text)
        box.dispatch_event("keyup")
        expect(meta).to_contain_text(told, timeout=15_000)
    hrefs = page.eval_on_selector_all(
        ".md-search-result__item > a:first-child", "links => links.map(link => new URL(link.href).pathname)"
    )
    return [str(href).lstrip("/") for href in hrefs]


def name_of(path: str) -> str:
    """A page as `QUERIES` names it."""
    first, *rest = path.strip("/").split("/")
    return "/".join(rest) if rest and first in ("modules", "exercises") else path.strip("/")


def test_the_page_that_answers_is_among_the_first(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".md-search__input").click()
    told = {words: [name_of(path) for path in results(page, words)[:FIRST]] for words in QUERIES}
    missed = {words: found for words, found in told.items() if not set(found) & set(QUERIES[words].split())}
    assert len(QUERIES) - len(missed) >= ENOUGH, missed
