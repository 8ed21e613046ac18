package dev.steward.console.orphan;

import dev.steward.adoption.Adopted;
import dev.steward.adoption.Adopted.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What would come of adopting clients, before anybody is asked.
 *
 * @param lines those that are refused first
 * @param asked about how many somebody would be asked
 * @param unchanged about how many somebody is asked already
 * @param names how the people are called who would be asked
 * @param from the list in which they were chosen
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AdoptionPreview(
    UUID ticket,
    List<Adopted> lines,
    long asked,
    long unchanged,
    long refused,
    Map<String, String> names,
    String from)
    implements TemplateInstance {

  static AdoptionPreview of(
      UUID ticket, List<Adopted> lines, Map<String, String> names, String from) {
    return new AdoptionPreview(
        ticket,
        lines.stream()
            .sorted(Comparator.comparing(line -> line.outcome() != Outcome.REFUSED))
            .toList(),
        many(lines, Outcome.WOULD_ASK),
        many(lines, Outcome.UNCHANGED),
        many(lines, Outcome.REFUSED),
        names,
        from);
  }

  private static long many(List<Adopted> lines, Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).count();
  }
}
