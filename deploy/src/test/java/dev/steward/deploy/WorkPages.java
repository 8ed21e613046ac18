package dev.steward.deploy;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.Optional;

/** The pages of somebody's <i>My work</i>: what has no deadline may stand on a later one. */
final class WorkPages {

  private static final Duration SOON = Duration.ofSeconds(60);

  private WorkPages() {}

  /**
   * Turns to the page that tells of a review or a question about an identity, once there is one.
   * That it ends soon may be told before.
   *
   * @return where its link leads
   */
  static String turnTo(String name, Visit visit) {
    return Patience.until(
        name + " in My work",
        SOON,
        () -> {
          visit.open("/console/work");
          Optional<String> found = link(name, visit);
          Locator next = visit.page().locator("a[rel=next]");
          while (found.isEmpty() && next.count() > 0) {
            next.click();
            found = link(name, visit);
          }
          return found;
        });
  }

  private static Optional<String> link(String name, Visit visit) {
    Locator link =
        visit.page().locator("tbody tr:has-text('" + name + "') th a:not([href*='/identities/'])");
    return link.count() == 0 ? Optional.empty() : Optional.of(link.first().getAttribute("href"));
  }
}
