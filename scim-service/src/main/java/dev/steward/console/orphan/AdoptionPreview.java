package dev.steward.console.orphan;

import dev.steward.adoption.Adopted;
import dev.steward.adoption.Adopted.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What would come of adopting clients, before anybody is asked.
 *
 * @param asked about how many somebody would be asked
 * @param names how the people are called who would be asked
 * @param from the list in which they were chosen
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AdoptionPreview(
    UUID ticket, List<Adopted> lines, long asked, Map<String, String> names, String from)
    implements TemplateInstance {

  static AdoptionPreview of(
      UUID ticket, List<Adopted> lines, Map<String, String> names, String from) {
    return new AdoptionPreview(
        ticket,
        lines,
        lines.stream().filter(line -> line.outcome() == Outcome.WOULD_ASK).count(),
        names,
        from);
  }
}
