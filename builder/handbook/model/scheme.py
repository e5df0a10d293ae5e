"""The discipline scheme: chapters, articles, paragraphs and items; its matrix, releases, amendments and records."""

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, Prose
from handbook.model.settings import Day, Version

ClauseText = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"^[^\n]*$")]
"""One paragraph of plain text. ``[[clause-id]]`` becomes 第X条第Y款; 「term」 is a defined term."""
Days = Annotated[int, Field(ge=1, le=3650)]


class Basis(Model):
    """A legal basis, printed with its article, the day it was checked, and whether counsel must check."""

    law: Line = Field(description="法律、法规或司法解释的名称。")
    article: Line = Field(description="第几条，例如：第四条。")
    checked: Day = Field(description="核对日期，YYYY-MM-DD。")
    mark: Literal["A", "B", "C"] = Field(description="A 核过条文（转载本）；B 只见摘要；C 凭记忆。")
    counsel: bool = Field(False, description="要不要写“须律师复核”。")
    note: Line | None = Field(None, description="这一条管什么。")


class Definition(Model):
    """A defined term of the scheme."""

    id: Id
    term: Line = Field(description="术语；条文里写成「术语」。")
    define: ClauseText = Field(description="定义，一句话。")


class Point(Model):
    """A numbered point of an item (目): 1. 2. 3."""

    id: Id
    text: ClauseText = Field(description="目的内容。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Item(Model):
    """An item of a paragraph (项): （一）（二）."""

    id: Id
    text: ClauseText = Field(description="项的内容。")
    points: tuple[Point, ...] = Field((), description="目。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Paragraph(Model):
    """A paragraph of an article (款); not numbered in print."""

    id: Id
    text: ClauseText = Field(description="款的内容；有项的以冒号结尾。")
    items: tuple[Item, ...] = Field((), description="项。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Article(Model):
    """An article (条): 第X条 is counted through all chapters."""

    id: Id
    title: Line | None = Field(None, description="条旨，印在条号后面的括号里。")
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1, description="各款。")
    roles: tuple[Id, ...] = Field((), description="只适用于哪些人（scheme.roles 的编号）；不写就是全体适用人员。")
    basis: tuple[Basis, ...] = Field((), description="法律依据。")
    gloss: Prose | None = Field(None, description="白话：没有约束力，印出来会标明。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号；旧链接据此找到它。")


class Chapter(Model):
    """A chapter (章)."""

    id: Id
    title: Line = Field(description="章名。")
    articles: tuple[Article, ...] = Field(min_length=1, description="各条。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Role(Model):
    """A group of people to whom the scheme, or some articles, apply."""

    id: Id
    name: Line = Field(description="岗位或人群，例如：销售人员。")


class Exemption(Model):
    """An exception that somebody approved, until a day."""

    id: Id
    clause: Id = Field(description="豁免哪一条、款或项。")
    roles: tuple[Id, ...] = Field(min_length=1, description="哪些人。")
    text: ClauseText = Field(description="豁免什么、凭什么条件。")
    approved_by: Line = Field(description="谁批准的（岗位，不写姓名）。")
    expires: Day = Field(description="到哪天为止。")


class Tier(Model):
    """A tier of measures, mildest first."""

    id: Id
    name: Line = Field(description="措施名，例如：书面提醒。")
    expiry_months: int | None = Field(None, ge=1, le=60, description="几个月后失效；解除劳动合同不写。")
    dismissal: bool = Field(False, description="是不是解除劳动合同（劳动合同法第三十九条第二项）。")
    text: ClauseText = Field(description="这一档具体做什么。")


class Row(Model):
    """A row of the matrix: a behaviour with a measurable threshold and what follows from it."""

    id: Id
    clause: Id = Field(description="违反的是哪一条、款或项。")
    behaviour: ClauseText = Field(description="行为，写到能判断有没有。")
    measure: Literal["count", "yuan", "days", "percent", "event"] = Field(
        description="门槛按什么量：次数、金额（元）、天数、百分比，或 event（发生即算）。"
    )
    at_least: float | None = Field(None, ge=0, description="门槛下限（含）；event 不写。")
    below: float | None = Field(None, ge=0, description="门槛上限（不含）；最后一档不写。")
    intent: tuple[Literal["intentional", "gross", "negligent"], ...] = Field(
        min_length=1, description="适用的主观状态：intentional 故意、gross 重大过失、negligent 一般过失。"
    )
    occurrence: int = Field(1, ge=1, le=5, description="窗口期内第几次。")
    series: Id | None = Field(None, description="同一种行为的几档写同一个系列编号；不写就按条款算。")
    window_months: int = Field(ge=1, le=60, description="多少个月内算重复。")
    tier: Id = Field(description="对应哪一档措施。")
    decider: Line = Field(description="谁决定（岗位）；不能是查的人。")
    investigator: Line | None = Field(None, description="谁查、谁收集证据（岗位）；不写就用矩阵的。")
    evidence: tuple[Line, ...] = Field(min_length=1, description="要有哪些证据。")
    days_to_act: Days = Field(description="发现之日起几天内作出决定。")
    hearing_days: Days = Field(description="陈述申辩至少给几天。")
    appeal_days: Days = Field(description="送达之日起几天内可以申诉。")
    excluded: tuple[Line, ...] = Field((), description="哪些情形不算。")


class Matrix(Model):
    """content/policy/matrix.yml: tiers and rows; frozen with each release."""

    investigator: Line | None = Field(None, description="谁查、谁收集证据（岗位）；各行可以另写。")
    tiers: tuple[Tier, ...] = Field(min_length=2, description="各档措施，由轻到重。")
    rows: tuple[Row, ...] = Field(min_length=1, description="各行。")


class Scheme(Model):
    """content/policy/scheme.yml: the text of the first release; later releases come from amendments."""

    id: Id
    title: Line = Field(description="制度名称。")
    version: Version = Field(description="第一版的版本号，例如 1.0。")
    number: Line = Field(description="文号，例如：澜桥人字〔2026〕12 号。")
    owner: Line = Field(description="归口部门。")
    approver: Line = Field(description="批准人或机构（岗位）。")
    city: Id = Field(description="用哪个城市的参数，见 content/policy/cities.yml。")
    effective: Day = Field(description="施行日期。")
    review: Day = Field(description="下次复核日期。")
    roles: tuple[Role, ...] = Field(min_length=1, description="适用人员。")
    definitions: tuple[Definition, ...] = Field((), description="定义。")
    chapters: tuple[Chapter, ...] = Field(min_length=1, description="各章。")
    exemptions: tuple[Exemption, ...] = Field((), description="豁免，各有到期日。")


class Change(Model):
    """One change of an amendment."""

    op: Literal["change", "add", "repeal"] = Field(description="改、增、删。")
    clause: Id | None = Field(None, description="改或删的是哪一条、款、项、定义或矩阵行（编号）。")
    after: Id | None = Field(None, description="增：放在哪一个（同级）之后。")
    before: Id | None = Field(None, description="增：放在哪一个（同级）之前。")
    into: Id | None = Field(None, description="增：放进哪一章、条、款、项的末尾。")
    text: ClauseText | None = Field(None, description="改：新的条文；只有一款的条，就是那一款；定义就是新的定义。")
    title: Line | None = Field(None, description="改：新的条旨、章名或术语。")
    chapter: Chapter | None = Field(None, description="增：新的一章；改：整章换成它。")
    article: Article | None = Field(None, description="增：新的一条；改：整条换成它。")
    paragraph: Paragraph | None = Field(None, description="增：新的一款；改：整款换成它。")
    item: Item | None = Field(None, description="增：新的一项；改：整项换成它。")
    point: Point | None = Field(None, description="增：新的一目；改：整目换成它。")
    definition: Definition | None = Field(None, description="增或改：定义。")
    row: Row | None = Field(None, description="增或改：矩阵的一行。")
    reason: Prose = Field(description="为什么改。")


class Amendment(Model):
    """content/policy/amendments/<version>.yml: what changes from the release before."""

    version: Version = Field(description="改完是哪一版。")
    number: Line = Field(description="文号。")
    effective: Day = Field(description="新版施行日期。")
    review: Day = Field(description="下次复核日期。")
    summary: Prose = Field(description="这次改了什么、为什么，给全体员工看。")
    changes: tuple[Change, ...] = Field(min_length=1, description="各处修改。")
    title: Line | None = Field(None, description="新的制度名称；不变就不写，以下几项同此。")
    owner: Line | None = Field(None, description="新的归口部门。")
    approver: Line | None = Field(None, description="新的批准人或机构（岗位）。")
    city: Id | None = Field(None, description="改用哪个城市的参数。")
    roles: tuple[Role, ...] | None = Field(None, description="新的适用人员，整个换掉。")
    exemptions: tuple[Exemption, ...] | None = Field(None, description="新的豁免，整个换掉；[] 就是都取消。")
    tiers: tuple[Tier, ...] | None = Field(None, min_length=2, description="新的各档措施，整个换掉。")
    investigator: Line | None = Field(None, description="改由谁查、谁收集证据（岗位）。")


class Opinion(Model):
    """An opinion that was raised, and its fate."""

    clause: Id = Field(description="对哪一条、款、项。")
    by: Line = Field(description="谁提的（岗位或部门，不写姓名）。")
    text: Prose = Field(description="意见。")
    adopted: bool = Field(description="采纳没有。")
    reason: Prose = Field(description="采纳成什么，或为什么不采纳。")


class Vote(Model):
    """A vote of representatives."""

    entitled: int = Field(ge=1, description="应到代表。")
    present: int = Field(ge=0, description="实到代表。")
    favour: int = Field(ge=0, description="同意。")
    against: int = Field(ge=0, description="不同意。")
    abstain: int = Field(0, ge=0, description="弃权。")
    secret: bool = Field(True, description="是不是无记名投票。")


class Discussion(Model):
    """Discussion by the workers' congress or all workers."""

    held: Day = Field(description="哪天。")
    notice: Day = Field(description="通知和草案哪天发的。")
    form: Literal["congress", "all"] = Field(description="congress 职工代表大会；all 全体职工。")
    place: Line = Field(description="地点。")
    draft: Line = Field(description="讨论的是哪一稿。")
    vote: Vote | None = Field(None, description="表决；职代会必填。")


class Negotiation(Model):
    """Negotiation with the union or the workers' representatives on equal terms."""

    held: Day = Field(description="哪天。")
    company: Line = Field(description="公司一方（岗位）。")
    workers: Line = Field(description="职工一方：工会或职工代表。")
    result: Prose = Field(description="确定了什么。")


class Publication(Model):
    """How the text was made known."""

    channel: Line = Field(description="渠道：公告栏、内网、邮件、培训……")
    place: Line = Field(description="在哪里。")
    start: Day = Field(description="从哪天起。")
    end: Day | None = Field(None, description="到哪天；长期公示不写。")
    proof: Line = Field(description="留了什么凭据：照片、截图编号、签到表。")


class Record(Model):
    """content/policy/records/<version>.yml: the lawful procedure of one release."""

    version: Version = Field(description="哪一版。")
    headcount: int = Field(ge=1, description="职工总数，决定法定人数。")
    discussion: Discussion | None = Field(None, description="讨论。")
    negotiation: Negotiation | None = Field(None, description="协商。")
    opinions: tuple[Opinion, ...] = Field((), description="意见和去向。")
    publication: tuple[Publication, ...] = Field((), description="公示。")


class City(Model):
    """Parameters of a place, each with source and date."""

    id: Id
    name: Line = Field(description="城市或省。")
    congress_from: int | None = Field(None, ge=1, description="多少人以上必须用职工代表大会。")
    representatives_base: int | None = Field(None, ge=1, description="起点人数时的代表数。")
    representatives_per_100: int | None = Field(None, ge=0, description="每多 100 人增加几名代表。")
    quorum: Line | None = Field(None, description="法定到会比例，例如 2/3。")
    majority: Line | None = Field(None, description="通过比例和分母，例如：全体代表的 1/2 以上。")
    minimum_wage: float | None = Field(None, ge=0, description="月最低工资，元。")
    fines: Prose | None = Field(None, description="当地对规章里写罚款的规定。")
    basis: tuple[Basis, ...] = Field(min_length=1, description="出处。")


class Cities(Model):
    """content/policy/cities.yml."""

    cities: tuple[City, ...] = Field(min_length=1, description="各地参数。")


class Route(Model):
    """A way to report something."""

    clause: Id = Field(description="依据哪一条、款、项。")
    name: Line = Field(description="找谁、用什么方式，例如：人力资源部的受理人。")
    how: Prose = Field(description="具体怎么找：地点、分机、信箱在哪里。不写个人手机号和姓名。")
    anonymous: bool = Field(False, description="可不可以匿名。")


class ReportingPart(Model):
    """A part of the reporting page: a question and the clauses that answer it."""

    title: Line = Field(description="小标题，写成读的人会问的话。")
    clauses: tuple[Id, ...] = Field(min_length=1, description="原文引哪几条、款、项。")
    note: Prose | None = Field(None, description="一两句白话；没有约束力。")


class Reporting(Model):
    """content/policy/reporting.yml: the page for those who saw something; it quotes the scheme and adds where to go."""

    lead: Prose = Field(description="开头一两句：能放心说什么。")
    routes: tuple[Route, ...] = Field(min_length=1, description="有哪些路。")
    parts: tuple[ReportingPart, ...] = Field((), description="其余各部分。")


class Frozen(Model):
    """content/policy/releases/<version>.yml as `handbook policy release` writes it; never edited."""

    version: Version = Field(description="版本。")
    released: Day = Field(description="冻结日期。")
    previous: str | None = Field(None, description="上一版的指纹。")
    hash: str = Field(pattern=r"^[0-9a-f]{64}$", description="本版的指纹：对规范化内容和上一版指纹求 SHA-256。")
    scheme: Scheme = Field(description="整合后的全文。")
    matrix: Matrix = Field(description="整合后的矩阵。")
    amendment: Amendment | None = Field(None, description="由哪些修改得来；第一版没有。")
