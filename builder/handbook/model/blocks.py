"""The typed blocks a lesson is made of."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from handbook.model.base import Claim, FormulaText, Id, Line, Model, Prose
from handbook.model.figure import AnyFigure


class BlockBase(Model):
    """Fields common to all blocks."""

    own_slides: ClassVar[bool] = True
    """Makes slides of itself; others do so only where an activity names them."""

    heading: Line | None = Field(None, description="小标题，进入本页目录。")
    id: Id | None = Field(None, description="块的编号；检索题和再想一想必填，其余可省。")


class ProseBlock(BlockBase):
    """Running text."""

    own_slides: ClassVar = False
    type: Literal["prose"]
    text: Prose = Field(description="正文（Markdown）。")
    claims: tuple[Claim, ...] = Field((), description="正文里的结论，各带证据等级和出处。")


class ConceptBlock(BlockBase):
    """One idea, defined, with how well it is supported."""

    type: Literal["concept"]
    term: Line = Field(description="概念名。")
    text: Prose = Field(description="用自己的话说清楚（Markdown）。")
    origin: Line | None = Field(None, description="谁、何年、在哪里提出。")
    claims: tuple[Claim, ...] = Field((), description="它声称什么，证据如何，批评是什么。")


class Step(Model):
    """One step of a procedure."""

    do: Line = Field(description="做什么，动词开头。")
    how: Prose | None = Field(None, description="怎么做。")
    why: Prose | None = Field(None, description="为什么。")


class StepsBlock(BlockBase):
    """A procedure."""

    type: Literal["steps"]
    intro: Prose | None = Field(None, description="步骤前的一句话。")
    steps: tuple[Step, ...] = Field(min_length=1, description="步骤，按顺序。")


class TableBlock(BlockBase):
    """A small table."""

    type: Literal["table"]
    caption: Line = Field(description="表题：这张表说明什么。")
    columns: tuple[Line, ...] = Field(min_length=1, description="列名。")
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1, description="每行的各格（行内 Markdown）。")
    row_headers: bool = Field(True, description="第一列是不是行标题。")
    align: tuple[Literal["left", "right", "center"], ...] | None = Field(None, description="各列对齐。")


class ExampleStep(Model):
    """One step of a worked example; where it computes, the build checks it."""

    say: Prose = Field(description="这一步想什么、做什么。")
    compute: FormulaText | None = Field(None, description="算式，例如 500 / 248；构建时真的算一遍。")
    equals: float | None = Field(None, description="算式应得的数；对不上则构建失败。")
    unit: Line | None = Field(None, description="结果的单位。")
    digits: int = Field(2, ge=0, le=6, description="结果保留几位小数。")


class ExampleBlock(BlockBase):
    """A worked example: a scene with people and numbers, solved step by step."""

    type: Literal["example"]
    title: Line = Field(description="例题名。")
    scene: Prose = Field(description="场面：谁、何时、什么事、哪些数。")
    steps: tuple[ExampleStep, ...] = Field(min_length=1, description="逐步推。")
    result: Prose = Field(description="结论：一句人话，再给数。")


class Symbol(Model):
    """A symbol of a formula."""

    symbol: Line = Field(description="符号或名称。")
    meaning: Line = Field(description="含义。")
    unit: Line | None = Field(None, description="单位。")


class FormulaBlock(BlockBase):
    """A formula to read (what worksheets compute is in their own formulas)."""

    type: Literal["formula"]
    formula: Line = Field(description="公式，直接写，例如：每小时价值 = 年毛利目标 ÷（年工作日 × 每日面客小时）。")
    symbols: tuple[Symbol, ...] = Field(min_length=1, description="每个量的含义和单位。")
    explain: Prose | None = Field(None, description="怎么用、何时不成立。")
    claims: tuple[Claim, ...] = Field((), description="公式背后的结论、等级和出处。")


class MythBlock(BlockBase):
    """A common belief, against the evidence."""

    type: Literal["myth"]
    myth: Line = Field(description="常听到的说法。")
    truth: Prose = Field(description="实际是怎样。")
    claims: tuple[Claim, ...] = Field(min_length=1, description="依据：结论、等级、出处。")


class Turn(Model):
    """One turn of a dialogue."""

    who: Line = Field(description="谁在说。")
    say: Prose = Field(description="说了什么。")
    note: Line | None = Field(None, description="旁注：这句好在哪、坏在哪。")


class DialogueBlock(BlockBase):
    """People talking."""

    type: Literal["dialogue"]
    scene: Line | None = Field(None, description="场面。")
    turns: tuple[Turn, ...] = Field(min_length=2, description="对白，按顺序。")
    lesson: Prose | None = Field(None, description="看完带走什么。")


class WarningBlock(BlockBase):
    """The common mistake, or a limit to respect."""

    type: Literal["warning"]
    title: Line = Field(description="常见的错，一句话。")
    text: Prose = Field(description="错在哪、代价多大、改成什么。")
    tone: Literal["mistake", "law", "safety"] = Field(
        "mistake", description="mistake 常见的错；law 涉及法律；safety 涉及安全。"
    )


class FigureBlock(BlockBase):
    """A picture drawn at build time from data."""

    type: Literal["figure"]
    caption: Line = Field(description="图题：这张图说明什么。")
    alt: Prose = Field(description="看不见图的人需要知道的一切。")
    figure: AnyFigure = Field(description="图的数据。")


class CheckOption(Model):
    """An option of a retrieval check."""

    text: Line = Field(description="选项。")
    right: bool = Field(False, description="是不是正确选项。")
    why: Prose | None = Field(None, description="为什么对、为什么会这么选。必填：缺了会报 HB503。")


class CheckBlock(BlockBase):
    """A question to answer from memory before reading on; not scored."""

    type: Literal["check"]
    ask: Prose = Field(description="问题：一件具体的事。")
    options: tuple[CheckOption, ...] = Field((), description="选项；不写则为自由作答，写 answer。")
    answer: Prose | None = Field(None, description="参考答案（自由作答时必填）。")


class PracticeBlock(BlockBase):
    """The way to an exercise."""

    own_slides: ClassVar = False
    type: Literal["practice"]
    exercise: Id = Field(description="练习编号。")
    intro: Prose | None = Field(None, description="为什么现在做、做完得到什么。")


class ReflectBlock(BlockBase):
    """A why-question with a model answer to hold one's own against; not scored."""

    own_slides: ClassVar = False
    type: Literal["reflect"]
    ask: Prose = Field(description="一句为什么。")
    model_answer: Prose = Field(description="参考答案，写完才展开对照。")


Block = Annotated[
    ProseBlock
    | ConceptBlock
    | StepsBlock
    | TableBlock
    | ExampleBlock
    | FormulaBlock
    | MythBlock
    | DialogueBlock
    | WarningBlock
    | FigureBlock
    | CheckBlock
    | PracticeBlock
    | ReflectBlock,
    Field(discriminator="type"),
]
BLOCKS: tuple[str, ...] = tuple(
    get_args(block.model_fields["type"].annotation)[0] for block in get_args(get_args(Block)[0])
)
"""What a block may give as its `type`."""
