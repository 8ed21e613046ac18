package dev.steward.console.realm;

import dev.steward.delivery.GovernedRealms.Realm;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The realms, and what enforcing would have refused.
 *
 * @param sealingKey the id of the key that seals permits
 * @param countedSince since when uses are counted
 * @param mostFirst whether those stand first of whom most would have been refused
 */
@CheckedTemplate(basePath = "console/realm", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record RealmList(
    List<Realm> realms,
    String sealingKey,
    LocalDate from,
    LocalDate to,
    @Nullable Instant countedSince,
    List<Line> observed,
    boolean mostFirst,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {

  /**
   * What would have been refused of one client.
   *
   * @param name what to call it
   * @param href where to read about it
   * @param reasons how often for each reason, in words
   */
  record Line(
      String name,
      String href,
      boolean registered,
      long wouldHaveDenied,
      long issued,
      List<String> reasons,
      LocalDate last) {}
}
