package dev.steward.console.orphan;

import dev.steward.adoption.Flag;
import dev.steward.adoption.ShadowLine;
import dev.steward.adoption.ShadowReport.Filter;
import dev.steward.console.errand.Again;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients that act on their own and that nobody registered.
 *
 * @param count how many there are in all, beside the registry's own client; one beyond {@link
 *     #MANY} when there are more
 * @param asked about how many somebody is asked
 * @param flags those that can be looked for
 * @param found how many of those shown are not the registry's own client
 * @param mayAdopt whether the viewer may put them before people
 * @param most how many can be at once
 * @param again what was filled in before
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ShadowList(
    long count,
    long asked,
    Filter filter,
    List<Flag> flags,
    List<ShadowLine> shadows,
    long found,
    boolean mayAdopt,
    int most,
    Again again,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {

  /** Beyond so many nobody counts further. */
  static final int MANY = 1_000;

  /** So many clients, in words. */
  static String clients(int many) {
    return many == 1 ? "1 client" : many + " clients";
  }
}
