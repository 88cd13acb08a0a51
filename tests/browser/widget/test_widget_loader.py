"""The one line on the partner's page: harmless to the page, and closed to everybody else."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Visit
from webhook.routes.widget import FILES

pytestmark = pytest.mark.browser

POLYGLOTS = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "javascript:alert(1)//'\"--></title></textarea><svg/onload=alert(1)>",
    "{{7*7}}${7*7}<b>bold</b>",
    "\u202egnp.exe\u2066 \u0000 z\u0351\u0352",
]


@pytest.fixture
def bare(arrange: Any) -> Visit:
    """A partner's page with the loader and no warning."""
    made: Visit = arrange()
    made.page.goto(f"{made.partner}/?bare")
    made.page.wait_for_function("() => typeof Turnpoint === 'object'")
    return made


def show(visit: Visit, answer: dict[str, Any]) -> Any:
    return visit.page.evaluate("answer => Turnpoint.show(answer)", answer)


def test_the_loader_stays_under_three_kilobytes() -> None:
    assert len(gzip.compress((FILES / "loader.js").read_bytes(), 9)) <= 3000


def test_the_whole_widget_packs_into_25_kilobytes() -> None:
    assert (
        len(gzip.compress(b"".join(path.read_bytes() for path in sorted(FILES.glob("*.?*s"))), 9)) <= 25_000
    )


def test_the_loader_adds_one_global_and_nothing_to_the_page(bare: Visit) -> None:
    assert bare.page.locator("iframe").count() == 0
    frame = bare.page.evaluate_handle("() => document.createElement('iframe')")
    added = bare.page.evaluate(
        """async frame => {
            document.body.append(frame);
            const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
            frame.remove();
            return Object.getOwnPropertyNames(window).filter(name => !plain.has(name));
        }""",
        frame,
    )
    assert [name for name in added if not name.startswith("__") and not name.isdecimal()] == ["Turnpoint"]


def test_showing_twice_lays_one_frame(bare: Visit) -> None:
    answer = bare.service.answer()
    assert show(bare, answer) is True
    assert show(bare, answer) is True
    bare.view.locator("h1").wait_for()
    assert bare.page.locator("iframe").count() == 1


def test_a_notice_is_shown_as_a_warning_is(bare: Visit) -> None:
    assert show(bare, bare.service.answer() | {"action": "notice"}) is True
    expect(bare.view.get_by_role("heading", level=1)).to_be_visible()
    assert bare.complaints == []


def test_an_action_that_shows_nothing_is_no_answer(bare: Visit) -> None:
    for action in ("none", "hold", "?"):
        assert show(bare, bare.service.answer() | {"action": action}) is False
    expect(bare.page.locator("dialog")).to_have_count(0)


def test_an_answer_without_a_warning_shows_nothing(bare: Visit) -> None:
    assert show(bare, {"action": "none"}) is False
    assert bare.page.evaluate("() => Turnpoint.show('{not json')") is False
    assert bare.page.locator("dialog").count() == 0


def test_the_host_hears_of_showing_and_closing_and_gets_its_focus_back(bare: Visit) -> None:
    bare.page.locator("#before").focus()
    bare.page.evaluate("""() => {
        globalThis.heard = [];
        for (const event of ['shown', 'closed']) Turnpoint.on(event, ({type}) => heard.push(type));
    }""")
    show(bare, bare.service.answer())
    bare.view.locator("h1").wait_for()
    bare.page.evaluate("() => Turnpoint.close()")
    assert bare.page.evaluate("() => heard") == ["shown", "closed"]
    assert bare.page.evaluate("() => document.activeElement.id") == "before"


def test_a_hundred_mounts_leave_nothing_behind(bare: Visit) -> None:
    left = bare.page.evaluate(
        """answer => {
            const before = document.querySelectorAll('*').length;
            for (let turn = 0; turn < 100; turn += 1) { Turnpoint.show(answer); Turnpoint.close(); }
            return document.querySelectorAll('*').length - before;
        }""",
        bare.service.answer(),
    )
    assert left == 0
    bare.page.evaluate("() => Turnpoint.destroy()")
    assert bare.page.evaluate("() => typeof Turnpoint") == "undefined"


def test_the_page_keeps_its_history_title_viewport_and_place(bare: Visit) -> None:
    look = """() => [history.length, document.title, document.querySelector('meta[name=viewport]').content,
        scrollY, document.querySelector('#before').getBoundingClientRect().top]"""
    before = bare.page.evaluate(look)
    show(bare, bare.service.answer())
    bare.view.locator("h1").wait_for()
    assert bare.page.evaluate(look) == before


def test_a_hostile_sheet_cannot_move_or_hide_the_overlay(bare: Visit) -> None:
    bare.page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('body > *, dialog, iframe {display:none!important; transform:scale(0)!important}' +
            '@layer x{dialog,iframe{opacity:0!important;position:static!important;width:1px!important}}');
        document.adoptedStyleSheets = [sheet];
    }""")
    show(bare, bare.service.answer())
    bare.view.get_by_role("button", name="Leave this page").click(trial=True)
    box = bare.page.locator("iframe").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1200, "height": 800}


def test_the_page_above_cannot_read_the_frame(visit: Visit) -> None:
    read = """() => {
        try { return document.querySelector('iframe').contentWindow.document.body.innerText } catch { return null }
    }"""
    assert visit.page.evaluate(read) is None


def test_a_page_that_is_not_registered_may_not_frame_the_widget(arrange: Any) -> None:
    visit = arrange()
    visit.service.origins = ("https://other.example",)
    with visit.page.expect_console_message(lambda line: "frame-ancestors" in line.text):
        visit.page.goto(visit.partner)
    expect(visit.button("Leave this page")).to_have_count(0)
    visit.complaints.clear()


def test_an_overlay_that_stays_empty_is_taken_away(arrange: Any) -> None:
    visit = arrange()
    visit.service.origins = ("https://other.example",)
    visit.page.clock.install()
    visit.page.goto(visit.partner)
    visit.page.locator("iframe").wait_for()
    visit.page.clock.run_for(11_000)
    expect(visit.page.locator("dialog")).to_have_count(0)
    visit.complaints.clear()


def test_a_malformed_answer_gives_the_page_back(bare: Visit) -> None:
    show(bare, bare.service.answer() | {"doors": [{"id": "<b>", "label": 7}]})
    bare.page.locator("dialog").wait_for(state="detached")


def test_hostile_words_are_shown_as_words_everywhere(bare: Visit) -> None:
    answer = bare.service.answer()
    hostile = POLYGLOTS[0]
    answer["warning"]["paragraphs"] = POLYGLOTS
    answer["helplines"][0]["items"][0] |= {
        "name": hostile,
        "web": "javascript:alert(1)",
        "phone_href": "javascript:alert(1)",
    }
    show(bare, answer)
    bare.button("This is me").wait_for()
    assert bare.view.locator("a[href^='javascript']").count() == 0
    bare.talk()
    for text in POLYGLOTS[:4]:
        bare.service.says("bot", text, buttons=[{"id": "intent.x", "label": text}])
        bare.write(text)
    bare.view.locator(".message.visitor").nth(4).wait_for()
    expect(bare.view.locator(".message.failed")).to_have_count(0)
    assert bare.texts("visitor")[1:] == POLYGLOTS[:4]
    assert bare.view.locator(".body img, .body script, .body svg, .body b, .choice b").count() == 0


def test_an_unknown_site_gets_a_problem_and_no_frame(bare: Visit) -> None:
    answer = bare.page.request.get(f"{bare.ours}/widget/v1/frame?site=nobody")
    assert answer.status == 404
