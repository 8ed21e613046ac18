package dev.steward.console.overview;

import dev.steward.registry.Endings.Ending;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ends in a week. */
@CheckedTemplate(
    basePath = "console/overview",
    defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EndingList(LocalDate week, List<Ending> endings, @Nullable String next)
    implements TemplateInstance {}
