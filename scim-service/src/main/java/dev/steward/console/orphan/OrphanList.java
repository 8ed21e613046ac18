package dev.steward.console.orphan;

import dev.steward.console.errand.Again;
import dev.steward.ownership.Orphan;
import dev.steward.ownership.OrphanReason;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What nobody answers for.
 *
 * @param all whether all are here
 * @param order in which they stand
 * @param behind whether more may come, as what changed a moment ago is still being sorted in
 * @param then the instant in the past that it is about
 * @param answerable whether the viewer may answer here
 * @param answers the answers that the viewer may give
 * @param most how many can be answered at once
 * @param again what was filled in before
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record OrphanList(
    Asked asked,
    List<Orphan> orphans,
    boolean all,
    ReadingOrder order,
    boolean behind,
    @Nullable Instant then,
    Set<OrphanReason> untold,
    boolean answerable,
    List<Answer> answers,
    int most,
    Again again,
    @Nullable String first,
    @Nullable String next)
    implements TemplateInstance {}
