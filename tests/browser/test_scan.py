"""Handing in by QR code: screenshots and photos of the learner's own picture, hostile pictures, the camera."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.render.environment import Options
from handbook.site.build import build_tree
from handbook.site.engines import build_site
from handbook.site.engines.site import _config, _run
from playwright.sync_api import expect

from tests.browser.test_class import go, report, settled
from tests.conftest import CHROMIUM_OPTIONS, DESK, PHONE
from tests.support import filling
from tests.support.classes import HANDBOOK, class_facts
from tests.support.filling import PHOTO
from tests.support.handbooks import write
from tests.support.pauses import longest_pause, watch_pauses

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser
QUESTIONS = class_facts().exercises["before"]["questions"]
ANSWERS: dict[str, Any] = {
    "one": "quarter", "many": ["call", "talk"], "yes": True, "sum": 6, "line": {"think": 1, "write": 2, "act": 4, "check": 3},
    "pair": {"money": "元", "time": "次"}, "box": {"hour": "mine", "offer": "theirs"}, "yes.confidence": 3, "one.confidence": 2,
}  # fmt: skip


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("scan"), HANDBOOK)


@pytest.fixture(scope="session")
def learners(root: Path, serve: Serve) -> str:
    sink = Diagnostics()
    made = build_site(root, sink)
    assert made, [diagnostic.message() for diagnostic in sink]
    return serve(made.parent)


@pytest.fixture(scope="session")
def trainers(root: Path) -> Path:
    made = build_site(root, Diagnostics(), edition="trainer")
    assert made
    return made.parent


@pytest.fixture(scope="session")
def shown(browser: Browser, learners: str) -> tuple[str, bytes, bytes]:
    """The code of a learner's answers, a screenshot of its QR picture on a desk, and a phone's whole screen."""
    context = browser.new_context(**{**DESK, **PHONE, "device_scale_factor": 2})
    page = context.new_page()
    page.goto(f"{learners}exercises/before/")
    filling.answer(page, QUESTIONS, ANSWERS)
    picture = filling.qr(page)
    page.locator(".hb-code__picture img").scroll_into_view_if_needed()
    whole = page.screenshot()
    code = filling.code(page)
    context.close()
    return code, picture, whole


def photo(page: Page, picture: bytes, **options: Any) -> bytes:
    page.evaluate(f"{PHOTO}; undefined")
    return base64.b64decode(
        page.evaluate("([p, o]) => photograph(p, o)", [base64.b64encode(picture).decode(), options])
    )


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    chosen = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    page.set_input_files("[data-part=files]", chosen)


def answered(page: Page) -> list[dict[str, Any]]:
    return [quiz for quiz in report(page)["report"]["quizzes"] if quiz["id"] == "before"]


PHOTOS: dict[str, dict[str, Any]] = {
    "straight.jpg": {},
    "upside-down.jpg": {"angle": 3.3},
    "turned.webp": {"angle": 0.8, "type": "image/webp"},
    "small.jpg": {"size": 170, "angle": 0.2},
    "tilted.jpg": {"size": 620, "tilt": 0.25, "angle": 0.3, "blur": 1, "noise": 6},
    "noisy.jpg": {"noise": 26, "angle": 0.3},
    "blurred.jpg": {"blur": 3, "noise": 5, "size": 520},
    "shaded.jpg": {"shade": 0.75, "noise": 6, "blur": 1},
    "dark-mode.png": {"dark": True, "type": "image/png"},
    "large.jpg": {"width": 2800, "height": 2100, "size": 640, "noise": 8, "blur": 1.5, "angle": 1.1},
}


def test_every_kind_of_picture_of_the_learners_code_is_read(
    page: Page, trainers: Path, serve: Serve, shown: tuple[str, bytes, bytes], requests: list[str]
) -> None:
    """One at a time, after clearing: the same code counts once."""
    code, picture, whole = shown
    go(page, serve(trainers) + "class/")
    assert not page.locator("[data-part=problems]").count()
    files = {"element.png": picture, "screen.png": whole}
    files |= {name: photo(page, picture, **options) for name, options in PHOTOS.items()}
    before, unread = len(requests), []
    for name, data in files.items():
        choose(page, (name, data))
        settled(page, 1)
        found = report(page)
        if found["problems"] or found["report"]["quizzes"][0]["n"] != 1:
            unread.append((name, found["problems"]))
        page.click("[data-do=clear]")
        expect(page.locator("[data-part=said]")).to_contain_text("还没有作答")
    assert unread == []
    assert len(requests) == before
    expect(page.locator("[data-part=requests]")).to_contain_text("没有发出任何请求")
    # What was read is what the code says, typed.
    choose(page, ("a.png", picture))
    settled(page, 1)
    scanned = report(page)["report"]
    page.click("[data-do=clear]")
    page.fill("[data-part=paste]", code)
    page.click("[data-do=read]")
    settled(page, 1)
    assert report(page)["report"] == scanned
    sure = {item["id"]: item["sure"] for item in scanned["quizzes"][0]["items"]}
    assert sure["yes"] == [1, 1]


def png(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def hostile(picture: bytes) -> dict[str, tuple[bytes, str]]:
    """Pictures that nobody should read, and what is said of each."""
    bomb = zlib.compress(bytes(60_000 * 7_501), 9)[:200_000]
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9)
    vast = jpeg + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(9)
    wide = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff"
    return {
        "bomb.png": (png(60_000, 60_000, bomb), "图片太大（60000 × 60000），没有打开"),
        "vast.jpg": (vast, "图片太大（65535 × 65535）"),
        "wide.webp": (wide, "图片太大（16777216 × 16777216）"),
        "strip.png": (png(20_000, 1, b""), "图片太大（20000 × 1）"),
        "half.png": (picture[: len(picture) // 8], "图片损坏"),
        "lies.png": (png(300, 300, b"no points at all"), "图片损坏"),
        "none.png": (png(0, 0, b""), "图片损坏"),
        "head.png": (picture[:12], "这种图片读不了"),
        "loop.jpg": (b"\xff\xd8" + b"\xff\xe1\x00\x00" * 40_000, "这种图片读不了"),
        "photo.heic": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "这种图片读不了"),
        "film.gif": (b"GIF89a" + bytes(40), "这种图片读不了"),
        "words.jpg": ("不是图片".encode(), "这种图片读不了"),
        "plain.png": (png(64, 64, zlib.compress(bytes(9 * 64))), "图片里没有找到二维码"),
    }


def test_hostile_pictures_are_listed_and_the_rest_counts(
    page: Page, trainers: Path, serve: Serve, shown: tuple[str, bytes, bytes]
) -> None:
    code, picture, whole = shown
    go(page, serve(trainers) + "class/")
    foreign = qr_of(page, "https://example.com/<img src=x onerror=alert(1)>")
    bad = {**hostile(picture), "foreign.png": (foreign, "二维码里不是短码，是“https://example.com/<img src=x")}
    more = {"copy.png": picture, "good.png": picture, "screen.png": whole, "text.txt": f"A07 {code}".encode()}
    choose(page, *((name, data) for name, (data, _) in bad.items()), *more.items())
    expect(page.locator("[data-part=said]")).to_contain_text("用时", timeout=30_000)
    listed = {row["source"]: row for row in report(page)["problems"]}
    assert set(listed) == {*bad, "good.png", "screen.png"}
    table = page.locator("[data-section=problems] tbody tr")
    for name, (_, said) in bad.items():
        expect(table.filter(has_text=name)).to_contain_text(said)
        assert listed[name]["refused"]
    expect(table.filter(has_text="good.png")).to_contain_text("和“copy.png”一模一样")
    expect(table.filter(has_text="screen.png")).to_contain_text("同一条短码出现了两次")
    assert answered(page)[0]["n"] == 2


def test_a_picture_of_many_megabytes_is_not_opened(page: Page, trainers: Path, serve: Serve) -> None:
    go(page, serve(trainers) + "class/")
    page.evaluate("""() => {
      const [input, chosen] = [document.querySelector("[data-part=files]"), new DataTransfer()];
      chosen.items.add(new File([new Uint8Array(25_000_001)], "big.jpg"));
      input.files = chosen.files;
      input.dispatchEvent(new Event("change"));
    }""")
    expect(page.locator("[data-section=problems]")).to_contain_text("图片超过 25 MB")


def qr_of(page: Page, text: str) -> bytes:
    """A QR picture of any text, by the site's own script."""
    root = page.url.removesuffix("class/")
    page.evaluate("(src) => new Promise(r => document.head.append(Object.assign(document.createElement('script'), {src, onload: r})))", f"{root}assets/handbook-qr.js")  # fmt: skip
    address: str = page.evaluate("(text) => HB.parts.qr(text)", text)
    return base64.b64decode(address.split(",")[1])


def test_many_pictures_leave_the_page_responsive(
    page: Page, trainers: Path, serve: Serve, shown: tuple[str, bytes, bytes]
) -> None:
    """Most show no code at all, which takes longest."""
    go(page, serve(trainers) + "class/")
    files = [
        (f"{n}.jpg", photo(page, shown[1], width=1800, height=1350, size=600, noise=60, blur=9, seed=n))
        for n in range(2)
    ]
    files.append(("z.jpg", photo(page, shown[1])))
    watch_pauses(page)
    choose(page, *files)
    settled(page, 3)
    print(
        "longest pause",
        longest_pause(page),
        page.evaluate("window.tasks"),
        page.locator("[data-part=said]").inner_text(),
    )
    assert answered(page)[0]["n"] == 1
    assert longest_pause(page) < 1000


def test_a_page_from_the_disk_reads_pictures_too(
    page: Page, root: Path, tmp_path: Path, shown: tuple[str, bytes, bytes]
) -> None:
    """Under the policy for file://, without a worker."""
    built = build_tree(root, Diagnostics(), Options(directory_urls=False, edition="trainer"))
    assert built
    _run(_config(root, tmp_path, offline=True, strict=False), built, offline=True)
    refusals: list[str] = []
    page.on("console", lambda message: refusals.append(message.text) if message.type == "error" else None)
    go(page, (tmp_path / "class" / "index.html").as_uri())
    watch_pauses(page)
    choose(page, ("a.jpg", photo(page, shown[1], tilt=0.2, size=600, noise=10)), ("b.png", shown[2]))
    settled(page, 2)
    print("longest pause", longest_pause(page), page.evaluate("window.tasks"))
    assert answered(page)[0]["n"] == 1
    assert refusals == []


def test_the_browsers_own_reader_is_asked_first(
    page: Page, trainers: Path, serve: Serve, shown: tuple[str, bytes, bytes]
) -> None:
    code, picture, _ = shown
    page.add_init_script(f"""window.BarcodeDetector = class {{
      static async getSupportedFormats() {{ return ["qr_code"]; }}
      async detect(image) {{ window.asked = (window.asked ?? 0) + 1; if (image.width > 5000) throw 0; return window.asked > 1 ? [] : [{{rawValue: "{code}"}}, {{rawValue: "{code}"}}]; }}
    }}""")
    go(page, serve(trainers) + "class/")
    choose(page, ("empty.png", png(64, 64, zlib.compress(bytes(9 * 64)))))
    settled(page, 1)
    assert answered(page)[0]["n"] == 1
    page.click("[data-do=clear]")
    choose(page, ("real.png", picture))
    settled(page, 1)
    assert page.evaluate("window.asked") == 2
    assert answered(page)[0]["n"] == 1


# --------------------------------------------------------------- the camera


@pytest.fixture(scope="module")
def film(
    browser: Browser, shown: tuple[str, bytes, bytes], learners: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What a camera sees: nothing, one learner's code, nothing, another's; over and over."""
    context = browser.new_context(**DESK)
    page = context.new_page()
    page.goto(f"{learners}exercises/before/")
    filling.answer(page, QUESTIONS, {"one": "four", "yes": False})
    second = filling.qr(page)
    size = {"width": 640, "height": 480, "size": 340, "noise": 6, "blur": 0.8}
    table = photo(page, second, **{**size, "size": 1})
    gap = [table] * 110  # longer than a code must be out of sight to be told again, at 30 frames a second
    frames = list(gap)
    for n, picture in enumerate([shown[1], second]):
        shots = [photo(page, picture, **size, angle=0.05 * k + n, seed=k + 1) for k in range(4)]
        frames += [*(shot for shot in shots for _ in range(15)), *gap]
    context.close()
    path = tmp_path_factory.mktemp("film") / "codes.mjpeg"
    path.write_bytes(b"".join(frames))
    return path


def test_the_camera_takes_each_code_once_and_says_so(
    browser: Browser, chromium_path: Path, trainers: Path, serve: Serve, film: Path, axe: Axe
) -> None:
    options = [*CHROMIUM_OPTIONS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
               f"--use-file-for-fake-video-capture={film}"]  # fmt: skip
    filming = browser.browser_type.launch(executable_path=chromium_path, args=options)
    try:
        page = filming.new_context(**{**DESK, **PHONE}).new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script("""{
          window.tones = []; const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function () { window.tones.push(this.frequency.value); start.call(this); };
        }""")
        go(page, serve(trainers) + "class/")
        button = page.get_by_role("button", name="用摄像头扫二维码")
        button.click()
        expect(page.locator("[data-part=scanned]")).to_contain_text("举到摄像头前")
        page.fill("[data-part=label]", "甲1")
        expect(page.locator("[data-section=people] tbody tr")).to_have_count(2, timeout=30_000)
        expect(page.locator("[data-part=label]")).to_have_value("")
        expect(page.locator("[data-part=said]")).to_contain_text("2 人")
        # The film begins again: the same codes are known.
        expect(page.locator("[data-part=scanned]")).to_contain_text("同一条短码出现了两次", timeout=30_000)
        found = report(page)
        assert sorted(person["label"] for person in found["report"]["people"]) == ["", "甲1"]
        assert [quiz["n"] for quiz in found["report"]["quizzes"] if quiz["id"] == "before"] == [2]
        assert page.evaluate("window.tones").count(880) == 2
        assert 220 in page.evaluate("window.tones")
        expect(page.locator("[data-part=requests]")).to_contain_text("没有发出任何请求")
        assert axe(page, ".hb-class") == []
        page.get_by_role("button", name="关掉摄像头").click()
        expect(page.locator("video")).to_be_hidden()
        assert page.evaluate("document.querySelector('video').srcObject") is None
        assert errors == []
    finally:
        filming.close()


def test_without_a_camera_none_is_offered(open_page: OpenPage, trainers: Path, serve: Serve) -> None:
    page = open_page()
    go(page, serve(trainers) + "class/")
    page.wait_for_timeout(200)
    expect(page.locator("[data-part=camera]")).to_be_hidden()
