package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A person of the demo before a browser of their own, signed in to the console.
 *
 * <p>Whatever a browser complains about on its console meanwhile, such as a script that the page's
 * policy forbids, is found by {@link #check}.
 */
final class Visit implements AutoCloseable {

  /** The levels and versions of the guidelines for accessible web content that hold here. */
  private static final String RULES =
      "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}";

  private final RunningStack stack;
  private final String person;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new java.util.concurrent.CopyOnWriteArrayList<>();

  private Visit(RunningStack stack, String person, NewContextOptions options) {
    this.stack = stack;
    this.person = person;
    this.context =
        Chromium.browser()
            .newContext(options.setBaseURL(stack.site().service().toString()).setLocale("en-GB"));
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  static Visit of(String person) {
    return of(person, options(1280, 900));
  }

  /** Before an empty window, and not signed in. */
  static Visit nowhere(String person) {
    return new Visit(RunningStack.get(), person, options(1280, 900));
  }

  /** With a browser of one's own making. */
  static Visit of(String person, NewContextOptions options) {
    Visit visit = new Visit(RunningStack.get(), person, options);
    visit.open("/console");
    return visit;
  }

  static Visit withoutScript(String person) {
    return of(person, options(1280, 900).setJavaScriptEnabled(false));
  }

  /** A window of a size, in light colours. */
  static NewContextOptions options(int width, int height) {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(ColorScheme.LIGHT)
        .setTimezoneId("Europe/Berlin");
  }

  Page page() {
    return page;
  }

  /** Opens a page; signs in on the way when that is asked for. */
  Visit open(String path) {
    page.navigate(path);
    signInIfAsked();
    return this;
  }

  /** Signs in when the page at hand is Keycloak's. */
  Visit signInIfAsked() {
    if (page.locator("#kc-login").count() > 0) {
      page.locator("#username").fill(person);
      page.locator("#password").fill(stack.site().env().password(person));
      page.locator("#kc-login").click();
      page.waitForURL(url -> url.startsWith(stack.site().service().toString()));
    }
    return this;
  }

  /** Takes away all sessions of the person at Keycloak, and the one here. */
  void endSession() {
    endSessionAtKeycloak();
    context.clearCookies();
  }

  /** Takes away all sessions of the person at Keycloak, of which the browser learns nothing. */
  void endSessionAtKeycloak() {
    stack
        .site()
        .admin()
        .must(
            "POST",
            "/%s/users/%s/logout".formatted(DemoRealm.NAME, stack.realm().personId(person)),
            null);
  }

  String heading() {
    return page.locator("h1").innerText();
  }

  /** The sentence about what was just done. */
  String message() {
    return page.locator("[role=status]").first().innerText();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator field(String label) {
    return page.getByLabel(label);
  }

  /** That nothing on the page hinders anybody, by WCAG 2.2 AA, as far as a program can tell. */
  Visit check() {
    page.evaluate(axe());
    Object violations =
        page.evaluate(
            "async () => (await axe.run(document, "
                + RULES
                + ")).violations.map(one => one.id + ': ' + one.help + ' at '"
                + " + one.nodes.map(node => node.target.join(' ')).join(', '))");
    assertThat((List<?>) violations).as("what axe finds at %s", page.url()).isEmpty();
    assertThat(complaints).as("what the browser complains about at %s", page.url()).isEmpty();
    return this;
  }

  /** That the page has no second dimension to scroll in. */
  Visit checkReflow() {
    Object wide =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) wide).intValue()).as("too wide at %s", page.url()).isZero();
    return this;
  }

  /** That no table has a column that one must scroll to. */
  Visit checkTables() {
    Object wide =
        page.evaluate(
            "() => [...document.querySelectorAll('.st-scroll')]"
                + ".map(one => one.scrollWidth - one.clientWidth).filter(more => more > 0)");
    assertThat((List<?>) wide).as("tables too wide at %s", page.url()).isEmpty();
    return this;
  }

  /** Takes a picture of the window for the documentation, when that is asked for. */
  Visit picture(String name) {
    String directory = System.getProperty("steward.screenshots", "");
    if (!directory.isBlank()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(directory).resolve(name + ".png")));
    }
    return this;
  }

  @Override
  public void close() {
    context.close();
  }

  private static String axe() {
    try (InputStream in = Visit.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
