"""A person with a keyboard and no mouse: Tab, typing, Enter, Space and arrows, and nothing else."""

from playwright.sync_api import Locator, Page, expect

# More fields than any page has before the one that is sought.
MOST_TABS = 160


class Keys:
    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> Locator:
        """Tab on until what the selector names has the focus; AssertionError where Tab never gets there."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement?.matches(wanted)", selector):
                return self.page.locator(":focus")
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def past_the_frame(self) -> None:
        """Over the navigation, by the skip link; only just after a page was opened."""
        self.to('a[href="#content"]')
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#content")).to_be_focused()

    def fill(self, name: str, text: str) -> None:
        self.to(f'[name="{name}"]')
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """In a plain list: down until the value is there."""
        field = self.to(f'select[name="{name}"]')
        self.page.keyboard.press("Home")
        for _ in range(60):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def search(self, css_class: str, text: str, option: str) -> None:
        """In a list to search in: open it, type, take the option."""
        self.to(f".{css_class} .select2-selection, .{css_class} .select2-search__field")
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".select2-search__field:focus")).to_be_visible()
        self.page.keyboard.type(text)
        expect(self.page.get_by_role("option", name=option, exact=True)).to_be_visible()
        self.page.keyboard.press("Enter")

    def tick(self, selector: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Space")

    def radio(self, name: str, value: str) -> None:
        """Among choices of which one holds: arrows move on."""
        self.to(f'input[type=radio][name="{name}"]')
        self.page.keyboard.press("Space")
        for _ in range(10):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def press(self, selector: str) -> None:
        """A link or button that leads on."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open(self, selector: str) -> None:
        """A button that opens something on this page."""
        self.to(selector)
        self.page.keyboard.press("Enter")
