"""Every pair of colours used together can be read, in all three themes."""

import pytest

from tasking_app.ui.tokens import LIGHT, PAIRS, STATUS_TONES, THEME_TONES, THEMES, TYPE, Pair


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(front: str, back: str) -> float:
    light, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_the_one_of_the_guidelines() -> None:
    assert ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front}-{pair.back}")
def test_pair_reaches_its_contrast(name: str, pair: Pair) -> None:
    found = THEMES[name]
    assert ratio(found[pair.front], found[pair.back]) >= pair.least


def test_themes_hold_the_same_names() -> None:
    assert all(set(tokens) == set(LIGHT) for tokens in THEMES.values())


def test_every_status_and_theme_is_in_the_list() -> None:
    fronts = {(pair.front, pair.back) for pair in PAIRS}
    assert {(tone, tone + "_bg") for tone in (*STATUS_TONES, *THEME_TONES)} <= fronts


def test_no_text_is_smaller_than_thirteen_but_keys_and_badges() -> None:
    assert min(size.pixels for role, size in TYPE.items() if role not in ("key", "badge")) == 13
