package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/** Somebody's hands on the keyboard, and no mouse: whatever is used is first gone to with Tab. */
final class Keyboard {

  private static final int MOST_TABS = 150;

  /** Three to one is what tells a mark from the ground that it is drawn on (WCAG 1.4.11). */
  private static final String MARKED =
      """
      () => {
        const light = color => color.match(/[\\d.]+/g).slice(0, 3).map(Number)
          .map(one => one / 255)
          .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
          .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0.05);
        const one = document.activeElement;
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        let ground = one.parentElement;
        while (/, 0\\)$/.test(getComputedStyle(ground).backgroundColor) && ground.parentElement) {
          ground = ground.parentElement;
        }
        const lights = [light(style.outlineColor), light(getComputedStyle(ground).backgroundColor)];
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
          && box.bottom > 0 && box.top < innerHeight
          && Math.max(...lights) / Math.min(...lights) >= 3;
      }
      """;

  private final Page page;

  Keyboard(Visit visit) {
    this.page = visit.page();
  }

  /** Goes to what a selector finds first; it is in sight then, and marked. */
  Keyboard goTo(String selector) {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      if (isOn(selector)) {
        assertThat(page.evaluate(MARKED)).as("the mark on %s", selector).isEqualTo(true);
        return this;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the keyboard does not lead to " + selector + " at " + page.url());
  }

  /** Whether the focus is on what a selector finds first. */
  boolean isOn(String selector) {
    return Boolean.TRUE.equals(
        page.evaluate("one => document.activeElement === document.querySelector(one)", selector));
  }

  Keyboard press(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Goes to a field and writes over what stands there. */
  Keyboard type(String selector, String text) {
    goTo(selector).press("Control+A");
    page.keyboard().type(text);
    return this;
  }

  /** Goes to what a selector finds first and presses Enter; the page stays. */
  Keyboard enter(String selector) {
    return goTo(selector).press("Enter");
  }

  /** The same, and waits for the page that comes of it. */
  Keyboard follow(String selector) {
    goTo(selector);
    page.evaluate("() => { window.stillHere = true; }");
    page.keyboard().press("Enter");
    page.waitForCondition(this::isThere);
    return this;
  }

  private boolean isThere() {
    try {
      return Boolean.TRUE.equals(
          page.evaluate("() => !window.stillHere && document.readyState === 'complete'"));
    } catch (PlaywrightException oneGoesAndTheOtherComes) {
      return false;
    }
  }
}
